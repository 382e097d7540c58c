/** Where the line that holds an offset ends, before its line break. */
export function lineEnd(text: string, offset: number): number {
  const found = text.indexOf('\n', offset);
  if (found < 0) {
    return text.length;
  }
  return found > offset && text[found - 1] === '\r' ? found - 1 : found;
}

/** Where the line that holds an offset begins. */
export function lineStart(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

/** The indentation of the line that holds an offset. */
export function indentationAt(text: string, offset: number): string {
  return /^[^\S\r\n]*/.exec(lineUpToEnd(text, offset))?.[0] ?? '';
}

/** What the line begins with before its words: indentation, and the leader of a comment. */
export function leaderAt(text: string, offset: number): string {
  const leader = /^[^\S\r\n]*(?:(?:\/{2,}|#+|-{2,}|;+|%+|\*(?!\/))[^\S\r\n]+)?/;
  return leader.exec(lineUpToEnd(text, offset))?.[0] ?? '';
}

function lineUpToEnd(text: string, offset: number): string {
  return text.slice(lineStart(text, offset), lineEnd(text, offset));
}
