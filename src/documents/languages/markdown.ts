import { linkPath } from '../linkPath.ts';
import { markdownBlockEnd } from '../markdownBlockEnd.ts';
import { language } from './language.ts';

export const markdown = language({
  path: linkPath,
  altText: escaped,
  inline: ({ path, altText }) => `![${altText}](${path})`,
  // Without blank lines, what stands around it would be read as one block with the picture.
  spotAfter: (text, offset) => ({ at: markdownBlockEnd(text, offset), before: '', behind: '', apart: true }),
  isServed: true,
});

/** To Quarto a path from `/` leads from the project's folder, whatever is served. */
export const quarto = language({ ...markdown, isServed: false });

/** Markdown in which braces hold code. Angle brackets, which hold components, are escaped in either. */
export const mdx = language({
  ...markdown,
  altText: (text) => escaped(text).replaceAll(/[{}]/g, '\\$&'),
});

/**
 * Text that CommonMark, GitHub's extensions and the editor's formulas read as nothing but itself. Everything that
 * may begin a mark is escaped; what may only in some places (an underscore between letters) stays readable.
 */
function escaped(text: string): string {
  return (
    text
      .replaceAll(/[\\`*[\]<>~$|]/g, '\\$&')
      .replaceAll(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
      .replaceAll(/&(?=#?[a-z0-9]+;)/gi, '\\&')
      // Else an address would be made a link, with every escape in it as a part.
      .replaceAll('://', '\\://')
  );
}
