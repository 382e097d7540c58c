import { decodeNamedCharacterReference } from 'decode-named-character-reference';

const reference = /&(?:#(x?)([0-9a-f]{1,6})|([a-z][a-z0-9]{1,30}));/gi;

/** The words of a piece of HTML: no tags, comments, scripts or styles; references are decoded. */
export function htmlProse(text: string): string {
  // A tag that the selection cuts off reaches to its end; so would a parser have it, and so no search is repeated.
  return text
    .replaceAll(/<!--[\s\S]*?(?:-->|$)/g, ' ')
    .replaceAll(/<(script|style)(?![a-z0-9-])[\s\S]*?(?:<\/\1\s*>|$)/gi, ' ')
    .replaceAll(/<br(?![a-z0-9-])[^>]*(?:>|$)/gi, '\n')
    .replaceAll(
      /<\/?(?:p|div|h[1-6]|li|ul|ol|tr|td|th|blockquote|section|article)(?![a-z0-9-])[^>]*(?:>|$)/gi,
      '\n\n',
    )
    .replaceAll(/<\/?[a-z][^>]*(?:>|$)/gi, '')
    .replaceAll(reference, (whole, hex?: string, digits?: string, name?: string) =>
      digits === undefined ? named(name ?? '', whole) : character(digits, hex ?? ''),
    );
}

function named(name: string, whole: string): string {
  const decoded = decodeNamedCharacterReference(name);
  return decoded === false ? whole : decoded;
}

function character(digits: string, hex: string): string {
  const code = Number.parseInt(digits, hex === '' ? 10 : 16);
  return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
    ? String.fromCodePoint(code)
    : ' ';
}
