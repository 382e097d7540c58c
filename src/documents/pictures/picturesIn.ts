import { readAsciiDoc } from './asciiDocPictures.ts';
import { readAstro, readHtml, readTemplate } from './htmlPictures.ts';
import { readJsx } from './jsxPictures.ts';
import { pictureLanguages, type PictureLanguage } from './languageIds.ts';
import { readLatex } from './latexPictures.ts';
import type { LinkedPicture, PictureReader } from './linkedPicture.ts';
import { readMarkdown, readMdx } from './markdownPictures.ts';
import { readOrg } from './orgPictures.ts';
import { readRestructuredText } from './restructuredTextPictures.ts';
import { readTypst } from './typstPictures.ts';

const readers: Readonly<Record<PictureLanguage, PictureReader>> = {
  angular: readTemplate,
  asciidoc: readAsciiDoc,
  astro: readAstro,
  handlebars: readTemplate,
  html: readHtml,
  javascriptreact: readJsx,
  latex: readLatex,
  markdown: readMarkdown,
  mdx: readMdx,
  org: readOrg,
  quarto: readMarkdown,
  restructuredtext: readRestructuredText,
  rmd: readMarkdown,
  svelte: readTemplate,
  tex: readLatex,
  typescriptreact: readJsx,
  typst: readTypst,
  vue: readTemplate,
  'vue-html': readTemplate,
};

/** The pictures that a document links, in its order; none in a language whose pictures have no text. */
export function picturesIn(languageId: string, text: string): LinkedPicture[] {
  const known = pictureLanguages.find((each) => each === languageId);
  return known === undefined ? [] : readers[known](text);
}
