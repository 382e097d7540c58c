import { asciiDoc } from './languages/asciiDoc.ts';
import { css, scss } from './languages/css.ts';
import { html } from './languages/html.ts';
import { jsx } from './languages/jsx.ts';
import { written, type Language, type Picture, type PictureFormat } from './languages/language.ts';
import { latex } from './languages/latex.ts';
import { markdown, mdx, quarto } from './languages/markdown.ts';
import { org } from './languages/org.ts';
import { plain } from './languages/plain.ts';
import { restructuredText } from './languages/restructuredText.ts';
import { withTemplate } from './languages/template.ts';
import { typst } from './languages/typst.ts';

/** By the ids that the editor and the usual extensions give. Markdown cells of notebooks are `markdown`. */
const languages: ReadonlyMap<string, Language> = new Map([
  ['markdown', markdown],
  ['quarto', quarto],
  ['rmd', markdown],
  ['mdx', mdx],
  ['html', html],
  ['vue', html],
  ['vue-html', html],
  ['svelte', html],
  ['astro', html],
  ['handlebars', html],
  ['angular', html],
  ['javascriptreact', jsx],
  ['typescriptreact', jsx],
  ['asciidoc', asciiDoc],
  ['restructuredtext', restructuredText],
  ['latex', latex],
  ['tex', latex],
  ['typst', typst],
  ['org', org],
  ['css', css],
  ['scss', scss],
  ['less', scss],
]);

/** What decides how a document shows a picture. */
export interface DocumentKind {
  readonly languageId: string;
  /** The person's own markup for this language, from `zImage.linkTemplates`. */
  readonly linkTemplate?: string | null;
}

export function languageOf({ languageId, linkTemplate }: DocumentKind): Language {
  const known = languages.get(languageId) ?? plain;
  return linkTemplate === undefined || linkTemplate === null ? known : withTemplate(known, linkTemplate);
}

/** What stands in a document wherever it shows a picture, on one line. */
export function traceOf(document: DocumentKind, picture: Picture): string {
  const language = languageOf(document);
  return language.trace(written(language, picture));
}

/** The markup to be pasted into a document, on a line of its own. */
export function pictureLink(document: DocumentKind, picture: Picture): string {
  const language = languageOf(document);
  return language.block(written(language, picture)).join('\n');
}

/** Whether the markup of `pictureLink` would show no picture within a line of text. */
export function standsAlone(document: DocumentKind, picture: Picture): boolean {
  const language = languageOf(document);
  const pictureWritten = written(language, picture);
  return language.block(pictureWritten).join('\n') !== language.inline(pictureWritten);
}

/** The format to ask for: the one that is wanted, or PNG where the document could not show it. */
export function shownFormat(document: DocumentKind, wanted: PictureFormat): PictureFormat {
  return languageOf(document).formats.includes(wanted) ? wanted : 'png';
}
