import { isBlank, nextFilled } from './textBlocks.ts';

const item = /^(?:[-*+•‣⁃]|\(?(?:\d+|#|[a-zA-Z]|[ivxlcdmIVXLCDM]+)[.)])\s+\S|^:[^:\s][^:]*:(?:\s|$)|^\|\s/;
const tableBorder = /^=+(?: +=+)+\s*$/;

/** Blocks end with a blank line before a line without indentation, but for lists, simple tables and quoted code. */
export function restructuredTextLastLine(lines: readonly string[], first: number): number {
  let isList = false;
  let at = first;
  for (;;) {
    const line = lines[at] ?? '';
    isList ||= isItem(lines, at);
    if (tableBorder.test(line)) {
      const end = (index: number): boolean =>
        tableBorder.test(lines[index] ?? '') && isBlank(lines[index + 1]);
      const closing = lines.findIndex((_, index) => index > at && end(index));
      at = closing < 0 ? at : closing;
    }
    if (!isBlank(lines[at + 1])) {
      at++;
      continue;
    }
    const next = nextFilled(lines, at + 1);
    const following = lines[next];
    if (following === undefined) {
      return at;
    }
    const isQuotedCode = (lines[at] ?? '').trimEnd().endsWith('::') && /^[!-/:-@[-`{-~]/.test(following);
    if (!/^\s/.test(following) && !(isList && isItem(lines, next)) && !isQuotedCode) {
      return at;
    }
    at = next;
  }
}

/** A term of a definition list has its definition on the next line. */
function isItem(lines: readonly string[], at: number): boolean {
  const [line = '', next = ''] = lines.slice(at, at + 2);
  return item.test(line) || (/^(?!\.\. )\S/.test(line) && /^\s+\S/.test(next));
}
