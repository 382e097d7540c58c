import { crc32 } from 'node:zlib';
import { ascii, viewOf } from './bytes.ts';
import { hasAllPixels, pngHeader } from './pngPixels.ts';

/**
 * The header comes first, every chunk has its length and its checksum, the last one is IEND, and the picture data has
 * all pixels: one of its chunks may be missing, and all others be whole. What is behind the end is no part of it.
 */
export function isWholePng(bytes: Uint8Array): boolean {
  const chunks = chunksOf(bytes);
  const header = chunks?.[0]?.name === 'IHDR' ? pngHeader(chunks[0].data) : null;
  if (chunks === null || header === null) {
    return false;
  }
  const names = chunks.map(({ name }) => name);
  const first = names.indexOf('IDAT');
  const parts = chunks.slice(first, names.lastIndexOf('IDAT') + 1);
  const palette = names.indexOf('PLTE');
  const hasPalette = palette >= 0 && palette < first;
  return (
    first >= 0 &&
    !names.includes('IHDR', 1) &&
    parts.every(({ name }) => name === 'IDAT') &&
    (hasPalette || !header.needsPalette) &&
    hasAllPixels(
      parts.map(({ data }) => data),
      header,
    )
  );
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
