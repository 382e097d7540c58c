/** A text in pieces of whole paragraphs, each within a length where its paragraphs allow it. */
export function pieces(text: string, longest: number): string[] {
  if (text.length <= longest) {
    return [text];
  }
  const found: string[] = [];
  let piece = '';
  for (const paragraph of text.split(/\n(?:[^\S\n]*\n)+/)) {
    if (piece !== '' && piece.length + paragraph.length > longest) {
      found.push(piece);
      piece = '';
    }
    piece += (piece === '' ? '' : '\n\n') + paragraph;
  }
  return piece === '' ? found : [...found, piece];
}
