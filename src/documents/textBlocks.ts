import { lineEnd, lineStart } from './lines.ts';

/** The index of the last line of the block that begins at a line. */
export type LastLine = (lines: readonly string[], first: number) => number;

export interface TextBlock {
  readonly start: number;
  /** Where its last line ends. */
  readonly end: number;
}

/** The block of a text that holds an offset; between blocks, the offset's own line. */
export function blockAt(text: string, offset: number, lastLine: LastLine): TextBlock {
  const starts = [0, ...Array.from(text.matchAll(/\n/g), ({ index }) => index + 1)];
  const lines = text.split(/\r?\n/);
  const startOf = (line: number): number => starts[line] ?? 0;
  let first = 0;
  while (first < lines.length && startOf(first) <= offset) {
    const last = isBlank(lines[first]) ? first : lastLine(lines, first);
    const end = lineEnd(text, startOf(last));
    if (offset <= end) {
      return { start: startOf(first), end };
    }
    first = last + 1;
  }
  return { start: offset, end: lineEnd(text, offset) };
}

export function isBlank(line: string | undefined): boolean {
  return line === undefined || line.trim() === '';
}

/** The next line from an index on that is not blank; the number of lines where there is none. */
export function nextFilled(lines: readonly string[], from: number): number {
  let at = from;
  while (at < lines.length && isBlank(lines[at])) {
    at++;
  }
  return at;
}

/** The next line from an index on that a pattern fits; the last line where there is none. */
export function lineThatIs(lines: readonly string[], from: number, pattern: RegExp): number {
  const found = lines.findIndex((line, at) => at >= from && pattern.test(line));
  return found < 0 ? lines.length - 1 : found;
}

/** Whether words are all that a block of text has: nothing beside them, and blank lines around. */
export function isWholeBlock(text: string, { start, end }: TextBlock): boolean {
  const [first, last] = [lineStart(text, start), lineEnd(text, end)];
  const above = first === 0 ? '' : text.slice(lineStart(text, first - 1), first);
  const next = text.indexOf('\n', last) + 1;
  const below = next === 0 ? '' : text.slice(next, lineEnd(text, next));
  return [text.slice(first, start), text.slice(end, last), above, below].every(isBlank);
}
