import { linkPath } from './linkPath.ts';

/** How a kind of document shows a picture. */
export type MarkupForm = 'markdown' | 'html' | 'path';

export function markupFormOf(languageId: string): MarkupForm {
  switch (languageId) {
    case 'markdown':
    case 'html':
      return languageId;
    default:
      return 'path';
  }
}

/** A picture in the markup of a document; `path` as `relativePath` gave it, `altText` on one line or many. */
export function pictureMarkup(form: MarkupForm, path: string, altText: string): string {
  // Half a surrogate pair would not be in the file that the document is saved as.
  const oneLine = altText.toWellFormed().replaceAll(/\s+/g, ' ').trim();
  switch (form) {
    case 'markdown':
      return `![${escapeMarkdown(oneLine)}](${linkPath(path)})`;
    case 'html':
      return `<img src="${escapeAttribute(linkPath(path))}" alt="${escapeAttribute(oneLine)}">`;
    case 'path':
      return path;
  }
}

/**
 * Text that CommonMark, GitHub's extensions and the editor's formulas read as nothing but itself. Everything that
 * may begin a mark is escaped; what may only in some places (an underscore between letters) stays readable.
 */
function escapeMarkdown(text: string): string {
  return (
    text
      .replaceAll(/[\\`*[\]<>~$|]/g, '\\$&')
      .replaceAll(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
      .replaceAll(/&(?=#?[a-z0-9]+;)/gi, '\\&')
      // Else an address would be made a link, with every escape in it as a part.
      .replaceAll('://', '\\://')
  );
}

function escapeAttribute(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
