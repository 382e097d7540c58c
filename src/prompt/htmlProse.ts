import { decodeNamedCharacterReference } from 'decode-named-character-reference';

/** The words of a piece of HTML: no tags, comments, scripts or styles; references are decoded. */
export function htmlProse(text: string): string {
  return text
    .replaceAll(/<!--[\s\S]*?(?:-->|$)/g, ' ')
    .replaceAll(/<(script|style)\b[\s\S]*?(?:<\/\1\s*>|$)/gi, ' ')
    .replaceAll(/<\/?(?:p|div|h[1-6]|li|ul|ol|br|tr|td|th|blockquote|section|article)\b[^>]*>/gi, '\n\n')
    .replaceAll(/<\/?[a-z][^>]*>/gi, '')
    .replaceAll(/&#(x?)([0-9a-f]{1,6});/gi, (_, hex: string, digits: string) => character(digits, hex))
    .replaceAll(/&([a-z][a-z0-9]{1,30});/gi, (whole, name: string) => {
      const decoded = decodeNamedCharacterReference(name);
      return decoded === false ? whole : decoded;
    });
}

function character(digits: string, hex: string): string {
  const code = Number.parseInt(digits, hex === '' ? 10 : 16);
  return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
    ? String.fromCodePoint(code)
    : ' ';
}
