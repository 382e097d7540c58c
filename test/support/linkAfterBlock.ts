import type { Range } from '../../src/documents/keptPlace.ts';

/** Where a paragraph of plain lines ends that has the last word of a place; in a blank line, that line. */
export function paragraphEnd(text: string, { start, end }: Range): number {
  const words = text.slice(start, end).trimEnd();
  const spot = words.trim() === '' ? start : start + words.length;
  const lineEnd = (from: number): number => {
    const at = text.slice(from).search(/\r?\n|$/);
    return from + at;
  };
  let lineStart = text.lastIndexOf('\n', spot - 1) + 1;
  let last = lineEnd(spot);
  if (text.slice(lineStart, last).trim() === '') return last;
  for (;;) {
    lineStart = last + (/^\r?\n/.exec(text.slice(last))?.[0].length ?? 0);
    const next = lineEnd(lineStart);
    if (lineStart === last || text.slice(lineStart, next).trim() === '') return last;
    last = next;
  }
}

/** What is put behind a line stands behind its line break, where it has one. */
export function behindLine(text: string, end: number): number {
  return end + (/^\r?\n/.exec(text.slice(end))?.[0] ?? '').length;
}

/** Whether all that a text has more than before is a link, a paragraph of its own behind a line that ended there. */
export function isLinkedBehind(
  end: number,
  { before, after, link }: { readonly before: string; readonly after: string; readonly link: string },
): boolean {
  const endOfLine = before.includes('\r\n') ? '\r\n' : '\n';
  const offset = behindLine(before, end);
  const inserted = after.slice(offset, offset + after.length - before.length);
  const at = offset + inserted.indexOf(link);
  return (
    before.slice(0, offset) + inserted + before.slice(offset) === after &&
    inserted.replaceAll(endOfLine, '') === link &&
    /^\s*$|\n\r?\n$/.test(after.slice(0, at)) &&
    /^\s*$|^\r?\n\r?\n/.test(after.slice(at + link.length))
  );
}
