import { decodeNamedCharacterReference } from 'decode-named-character-reference';

const reference = /&(?:#(?:x([0-9a-f]{1,6})|([0-9]{1,7}))|([a-z][a-z0-9]{1,30}));/gi;

/** `&amp;`, `&#38;` and `&#x26;` as what they mean; what means nothing stays. */
export function withoutReferences(text: string): string {
  return text.replaceAll(reference, (whole, hexadecimal?: string, decimal?: string, name?: string) => {
    if (name !== undefined) {
      const decoded = decodeNamedCharacterReference(name);
      return decoded === false ? whole : decoded;
    }
    const code = hexadecimal === undefined ? Number(decimal) : Number.parseInt(hexadecimal, 16);
    return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
      ? String.fromCodePoint(code)
      : '\ufffd';
  });
}
