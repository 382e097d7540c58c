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

/** Without the quote marks around the whole of a text; marks that belong to words inside it stay. */
export function withoutQuoteMarks(text: string): string {
  const trimmed = text.trim();
  for (const [opening, closing] of pairs) {
    const inner = trimmed.slice(opening.length, -closing.length);
    if (
      trimmed.length > opening.length + closing.length &&
      trimmed.startsWith(opening) &&
      trimmed.endsWith(closing) &&
      !inner.includes(opening) &&
      !inner.includes(closing)
    ) {
      return withoutQuoteMarks(inner);
    }
  }
  return trimmed;
}
