import { isBlank, nextFilled } from './textBlocks.ts';

const delimiter = /^(?:-{4,}|\.{4,}|={4,}|\*{4,}|_{4,}|\+{4,}|\/{4,}|--|`{3,}\S*|~{4,}|[|,:!]={3,})\s*$/;
const item =
  /^\s*(?:\*{1,5}|-|\.{1,5}|\d+\.|[a-zA-Z]\.|[ivxIVX]+\)|<(?:\d+|\.)>)\s+\S|^\s*\S.*?(?::{2,4}|;;)(?:\s|$)/;

/** Blocks end with a blank line, but for those that end with the line that began them, and lists. */
export function asciiDocLastLine(lines: readonly string[], first: number): number {
  let isList = false;
  let at = first;
  for (;;) {
    const line = lines[at]?.trimEnd() ?? '';
    isList ||= item.test(line);
    if (delimiter.test(line)) {
      const closing = line.replace(/^(`{3,}).*/, '$1');
      at = lines.findIndex((each, index) => index > at && each.trimEnd() === closing);
      if (at < 0) {
        return lines.length - 1;
      }
    }
    if (!isBlank(lines[at + 1])) {
      at++;
      continue;
    }
    const next = nextFilled(lines, at + 1);
    const goesOn =
      isList && next < lines.length && (item.test(lines[next] ?? '') || /^\s/.test(lines[next] ?? ''));
    if (!goesOn) {
      return at;
    }
    at = next;
  }
}
