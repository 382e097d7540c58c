import { readAsciiDoc } from './asciiDocPictures.ts';
import { readAstro, readHtml, readTemplate } from './htmlPictures.ts';
import { readJsx } from './jsxPictures.ts';
import { readLatex } from './latexPictures.ts';
import type { LinkedPicture, PictureReader } from './linkedPicture.ts';
import { readMarkdown, readMdx } from './markdownPictures.ts';
import { readOrg } from './orgPictures.ts';
import { readRestructuredText } from './restructuredTextPictures.ts';
import { readTypst } from './typstPictures.ts';

/** By the ids that the editor and the usual extensions give, of languages whose pictures have a text. */
const readers: ReadonlyMap<string, PictureReader> = new Map([
  ['markdown', readMarkdown],
  ['quarto', readMarkdown],
  ['rmd', readMarkdown],
  ['mdx', readMdx],
  ['html', readHtml],
  ['vue', readTemplate],
  ['vue-html', readTemplate],
  ['svelte', readTemplate],
  ['astro', readAstro],
  ['handlebars', readTemplate],
  ['angular', readTemplate],
  ['javascriptreact', readJsx],
  ['typescriptreact', readJsx],
  ['asciidoc', readAsciiDoc],
  ['restructuredtext', readRestructuredText],
  ['latex', readLatex],
  ['tex', readLatex],
  ['typst', readTypst],
  ['org', readOrg],
]);

/** The pictures that a document links, in its order; none in a language whose pictures have no text. */
export function picturesIn(languageId: string, text: string): LinkedPicture[] {
  return readers.get(languageId)?.(text) ?? [];
}
