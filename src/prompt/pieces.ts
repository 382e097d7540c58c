/** A text in pieces that end between paragraphs, else between lines; a line alone is never cut. */
export function pieces(text: string, longest: number): string[] {
  const found: string[] = [];
  let at = 0;
  while (text.length - at > longest) {
    const end = pieceEnd(text, at, at + longest);
    found.push(text.slice(at, end));
    at = end;
  }
  return [...found, text.slice(at)];
}

function pieceEnd(text: string, start: number, most: number): number {
  const within = text.slice(start, most);
  const paragraph = within.lastIndexOf('\n\n');
  const line = paragraph > 0 ? paragraph + 1 : within.lastIndexOf('\n');
  if (line >= 0) {
    return start + line + 1;
  }
  const next = text.indexOf('\n', most);
  return next < 0 ? text.length : next + 1;
}
