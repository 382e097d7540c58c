import { crc32, inflateSync } from 'node:zlib';
import { joined, type Part } from './fileParts.ts';

/** A text of a PNG file, with its keyword. */
export interface PngText {
  readonly keyword: string;
  readonly text: string;
}

export const xmpKeyword = 'XML:com.adobe.xmp';

/** Unpacked text beyond this is not read. */
const mostText = 8_000_000;
const latin1 = new TextDecoder('latin1');
const utf8 = new TextDecoder();
const textChunks = new Set(['tEXt', 'zTXt', 'iTXt']);

/** Null for chunks without text, and for what cannot be read. */
export function readPngText({ name, data }: Part): PngText | null {
  const end = data.indexOf(0);
  if (!textChunks.has(name) || end < 1) {
    return null;
  }
  const keyword = latin1.decode(data.subarray(0, end));
  const rest = data.subarray(end + 1);
  switch (name) {
    case 'tEXt':
      return { keyword, text: latin1.decode(rest) };
    case 'zTXt':
      return decoded(keyword, inflated(rest.subarray(1)), latin1);
    default: {
      const language = rest.indexOf(0, 2);
      const translated = language < 0 ? -1 : rest.indexOf(0, language + 1);
      const text = rest.subarray(translated + 1);
      return translated < 0 ? null : decoded(keyword, rest[0] === 1 ? inflated(text) : text, utf8);
    }
  }
}

function decoded(keyword: string, bytes: Uint8Array | null, decoder: typeof utf8): PngText | null {
  return bytes === null ? null : { keyword, text: decoder.decode(bytes) };
}

function inflated(bytes: Uint8Array): Uint8Array | null {
  try {
    return inflateSync(bytes, { maxOutputLength: mostText });
  } catch {
    return null;
  }
}

/** A text in its plainest chunk: what Latin-1 has in `tEXt`, which every tool reads, and the rest in `iTXt`. */
export function pngText({ keyword, text }: PngText): Uint8Array {
  const fits = keyword !== xmpKeyword && /^[\n\u0020-\u007e\u00a0-\u00ff]*$/.test(text);
  return fits
    ? chunk('tEXt', Buffer.from(`${keyword}\0${text}`, 'latin1'))
    : // Not compressed, in no language, with no translated keyword.
      chunk('iTXt', Buffer.from(`${keyword}\0\0\0\0\0${text.replaceAll('\0', '')}`, 'utf8'));
}

function chunk(name: string, data: Uint8Array): Uint8Array {
  const named = joined(Buffer.from(name, 'latin1'), data);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(named));
  return joined(length, named, sum);
}
