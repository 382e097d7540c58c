import { crc32 } from 'node:zlib';
import { ascii, viewOf } from './bytes.ts';
import { hasAllPixels, pngHeader, type PngHeader } from './pngPixels.ts';

/** Chunks that every reader knows; one that begins with a small letter may be passed over (PNG, 5.4). */
const readable = /^(?:IHDR|PLTE|IDAT|[a-z][A-Za-z]{3})$/;

/**
 * The header comes first, every chunk has its length and its checksum, the last one is IEND, and the picture data has
 * all pixels: one of its chunks may be missing, and all others be whole. What is behind the end is no part of it.
 */
export function isWholePng(bytes: Uint8Array): boolean {
  const [head, ...others] = chunksOf(bytes) ?? [];
  const header = head?.name === 'IHDR' ? pngHeader(head.data) : null;
  if (header === null || !others.every(({ name }) => readable.test(name) && name !== 'IHDR')) {
    return false;
  }
  const names = others.map(({ name }) => name);
  const first = names.indexOf('IDAT');
  const data = others.slice(first, names.lastIndexOf('IDAT') + 1);
  return (
    first >= 0 &&
    data.every(({ name }) => name === 'IDAT') &&
    hasItsPalette(header, others, first) &&
    hasAllPixels(
      data.map((chunk) => chunk.data),
      header,
    )
  );
}

/** One palette before the data, of colours of three bytes; none for shades of gray. */
function hasItsPalette({ palette }: PngHeader, chunks: readonly Chunk[], beforeData: number): boolean {
  const [found, ...more] = chunks.filter(({ name }) => name === 'PLTE');
  if (found === undefined) {
    return palette !== 'needed';
  }
  const { length } = found.data;
  const isOne = length > 0 && length <= 3 * 256 && length % 3 === 0;
  return palette !== 'none' && isOne && more.length === 0 && chunks.indexOf(found) < beforeData;
}

interface Chunk {
  readonly name: string;
  readonly data: Uint8Array;
}

/** The chunks up to the end; null where one is damaged, or there is no end. */
function chunksOf(bytes: Uint8Array): Chunk[] | null {
  const view = viewOf(bytes);
  const chunks: Chunk[] = [];
  let at = 8;
  while (at + 12 <= bytes.length) {
    const end = at + 12 + view.getUint32(at);
    if (end > bytes.length || crc32(bytes.subarray(at + 4, end - 4)) !== view.getUint32(end - 4)) {
      return null;
    }
    const name = ascii(bytes, at + 4, 4);
    if (name === 'IEND') {
      return chunks;
    }
    chunks.push({ name, data: bytes.subarray(at + 8, end - 4) });
    at = end;
  }
  return null;
}
