import { createHash } from 'node:crypto';

export type Random = () => number;

/** Numbers from 0 to 1 that are always the same for the same parts (xorshift128 on a SHA-256). */
export function seededRandom(...parts: readonly (string | number)[]): Random {
  const hash = createHash('sha256').update(JSON.stringify(parts)).digest();
  let [a, b, c, d] = [0, 4, 8, 12].map((offset) => hash.readUInt32LE(offset)) as [
    number,
    number,
    number,
    number,
  ];
  return () => {
    const mixed = a ^ (a << 11);
    [a, b, c] = [b, c, d];
    d = (d ^ (d >>> 19) ^ mixed ^ (mixed >>> 8)) >>> 0;
    return d / 2 ** 32;
  };
}
