import { crc32 } from 'node:zlib';
import fc from 'fast-check';

/** One thing that a server, a proxy or a liar does to the bytes of a picture. */
export type Mutation = (bytes: Uint8Array) => Uint8Array;

const place = fc.nat({ max: 1_000_000 });

function joined(...parts: readonly (Uint8Array | string)[]): Uint8Array {
  return Buffer.concat(parts.map((part) => Buffer.from(part as Uint8Array)));
}

const cut = place.map(
  (at): Mutation =>
    (bytes) =>
      bytes.subarray(0, at % (bytes.length + 1)),
);
const hole = fc.tuple(place, place).map(([at, length]): Mutation => (bytes) => {
  const from = at % (bytes.length + 1);
  return joined(bytes.subarray(0, from), bytes.subarray(from + 1 + (length % 500)));
});
const pages = [
  '<!doctype html><title>Not Found</title>',
  '<svg xmlns="http://www.w3.org/2000/svg"/>',
  '#!/bin/sh\n',
  '\ufeff',
  ' ',
  '\0',
];
const before = fc.constantFrom(...pages).map(
  (page): Mutation =>
    (bytes) =>
      joined(page, bytes),
);
const behind = fc
  .oneof(fc.uint8Array({ maxLength: 50 }), fc.constantFrom('\0\0\0', '<script>alert(1)</script>'))
  .map(
    (part): Mutation =>
      (bytes) =>
        joined(bytes, part),
  );
const repeatedPart = fc.tuple(place, fc.nat({ max: 300 })).map(([at, length]): Mutation => (bytes) => {
  const from = at % (bytes.length + 1);
  return joined(bytes.subarray(0, from + length), bytes.subarray(from));
});

/** What happens to a file as a whole on its way. */
export const anyLoss = fc.oneof(cut, hole, before, behind);

const flipped = fc.tuple(place, fc.integer({ min: 1, max: 255 })).map(([at, bits]): Mutation => (bytes) => {
  const changed = Uint8Array.from(bytes);
  changed[at % changed.length] = (changed[at % changed.length] ?? 0) ^ bits;
  return changed;
});

/** A number of four bytes, which may be the length of something, or a size in pixels. */
const lie = fc
  .tuple(place, fc.oneof(fc.nat({ max: 300 }), fc.integer({ min: 0, max: 0xffff_ffff })), fc.boolean())
  .map(([at, value, little]): Mutation => (bytes) => {
    const changed = Uint8Array.from(bytes);
    if (changed.length >= 4) {
      new DataView(changed.buffer).setUint32(at % Math.min(changed.length - 3, 60), value, little);
    }
    return changed;
  });

export const anyMutation = fc.oneof(anyLoss, repeatedPart, flipped, lie);

/** Changes one chunk of a PNG, or where it stands, and puts down its length and checksum as if it had always been so. */
export const anyChunkMutation = fc
  .tuple(place, place, fc.constantFrom('drop', 'double', 'move', 'flip', 'shorten', 'rename'))
  .map(([at, other, what]): Mutation => (bytes) => {
    const chunks = chunksOf(bytes);
    const index = at % chunks.length;
    const [chunk] = chunks.splice(index, 1);
    if (chunk === undefined) {
      return bytes;
    }
    const { name, data } = chunk;
    switch (what) {
      case 'drop':
        break;
      case 'double':
        chunks.splice(index, 0, chunk, chunk);
        break;
      case 'move':
        chunks.splice(other % (chunks.length + 1), 0, chunk);
        break;
      case 'flip': {
        const changed = Uint8Array.from(data);
        if (changed.length > 0) {
          changed[other % changed.length] = other % 256;
        }
        chunks.splice(index, 0, { name, data: changed });
        break;
      }
      case 'shorten':
        chunks.splice(index, 0, { name, data: data.subarray(0, other % (data.length + 1)) });
        break;
      case 'rename':
        chunks.splice(index, 0, { name: ['IDAT', 'IEND', 'tEXt', 'PLTE', 'IHDR'][other % 5] ?? '', data });
    }
    return joined(bytes.subarray(0, 8), ...chunks.map(written));
  });

interface Chunk {
  readonly name: string;
  readonly data: Uint8Array;
}

function chunksOf(bytes: Uint8Array): Chunk[] {
  const view = Buffer.from(bytes);
  const chunks: Chunk[] = [];
  for (let at = 8; at + 12 <= bytes.length; at += 12 + view.readUInt32BE(at)) {
    const end = at + 8 + view.readUInt32BE(at);
    chunks.push({ name: view.toString('latin1', at + 4, at + 8), data: bytes.subarray(at + 8, end) });
  }
  return chunks;
}

function written({ name, data }: Chunk): Uint8Array {
  const named = joined(name, data);
  const numbers = Buffer.alloc(8);
  numbers.writeUInt32BE(data.length);
  numbers.writeUInt32BE(crc32(named), 4);
  return joined(numbers.subarray(0, 4), named, numbers.subarray(4));
}
