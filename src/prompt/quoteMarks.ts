const pairs: readonly (readonly [string, string])[] = [
  ['"', '"'],
  ["'", "'"],
  ['`', '`'],
  ['“', '”'],
  ['‘', '’'],
  ['„', '“'],
  ['„', '”'],
  ['‚', '‘'],
  ['«', '»'],
  ['»', '«'],
  ['‹', '›'],
  ['「', '」'],
  ['『', '』'],
];

const apostrophe = /(?<=\p{L})['’](?=\p{L})/gu;

/** Without the quote marks around the whole of a text; marks that belong to words inside it stay. */
export function withoutQuoteMarks(text: string): string {
  const trimmed = text.trim();
  for (const [opening, closing] of pairs) {
    const inner = trimmed.slice(opening.length, -closing.length);
    const marked = inner.replaceAll(apostrophe, '');
    if (
      trimmed.length > opening.length + closing.length &&
      trimmed.startsWith(opening) &&
      trimmed.endsWith(closing) &&
      !marked.includes(opening) &&
      !marked.includes(closing)
    ) {
      return withoutQuoteMarks(inner);
    }
  }
  return trimmed;
}
