/** Scripts that are written without spaces between words (Hangul has them). */
const unspaced = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\u3000-\\u303f\\uff00-\\uffef';
const unspacedBreak = new RegExp(`([${unspaced}])\\n(?=[${unspaced}])`, 'gu');

/** Joins hard-wrapped lines, and paragraphs by a blank line; runs of spaces become one. */
export function unwrap(text: string): string {
  return text
    .replaceAll(/[^\S\n]+/g, ' ')
    .split(/\n(?: ?\n)+/)
    .map((paragraph) =>
      paragraph
        .replaceAll(/ ?\n ?/g, '\n')
        .trim()
        .replaceAll(unspacedBreak, '$1')
        .replaceAll('\n', ' '),
    )
    .filter((paragraph) => paragraph !== '')
    .join('\n\n');
}
