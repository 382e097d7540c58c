import { isBlank, lineThatIs } from './textBlocks.ts';

const item = /^\s*(?:[-+]|\d+[.)])\s|^\s+\*\s/;
const heading = /^\*+ /;
const planning = /^\s*(?:SCHEDULED|DEADLINE|CLOSED):/;
const drawer = /^\s*:[\w-]+:\s*$/;

/** Blocks end with a blank line or a heading, but for those with a begin and an end, and lists. */
export function orgLastLine(lines: readonly string[], first: number): number {
  if (heading.test(lines[first] ?? '')) {
    return endOfHeading(lines, first);
  }
  let isList = false;
  let at = first;
  for (;;) {
    const line = lines[at] ?? '';
    isList ||= item.test(line);
    const name = /^\s*#\+begin_(\S+)/i.exec(line)?.[1]?.toLowerCase();
    if (name !== undefined) {
      const isEnd = (each: string): boolean => each.trim().toLowerCase() === `#+end_${name}`;
      const end = lines.findIndex((each, index) => index > at && isEnd(each));
      at = end < 0 ? at : end;
    }
    const next = lines[at + 1];
    if (next !== undefined && heading.test(next)) {
      return at;
    }
    if (!isBlank(next)) {
      at++;
      continue;
    }
    const afterBlank = lines[at + 2];
    // Two blank lines end a list.
    const goesOn = isList && afterBlank !== undefined && (item.test(afterBlank) || /^\s+\S/.test(afterBlank));
    if (!goesOn) {
      return at;
    }
    at += 2;
  }
}

/** Dates and properties belong to the heading above them. */
function endOfHeading(lines: readonly string[], first: number): number {
  let at = first;
  if (planning.test(lines[at + 1] ?? '')) {
    at++;
  }
  return drawer.test(lines[at + 1] ?? '') ? lineThatIs(lines, at + 1, /^\s*:END:\s*$/i) : at;
}
