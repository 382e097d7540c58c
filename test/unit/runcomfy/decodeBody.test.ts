import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeBody } from '../../../src/runcomfy/decodeBody.ts';
import { TooLarge } from '../../../src/runcomfy/tooLarge.ts';

const limit = 1000;

describe.each([
  ['gzip', gzipSync],
  ['x-gzip', gzipSync],
  ['deflate', deflateSync],
  ['br', brotliCompressSync],
  [' GZip ', gzipSync],
] as const)('a body with the encoding %s', (encoding, compress) => {
  test('is what it was before', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: limit }), async (bytes) => {
        expect(await decodeBody(compress(bytes), encoding, limit)).toEqual(Buffer.from(bytes));
      }),
      { numRuns: 30 },
    );
  });

  test('is refused where it has more than the limit', async () => {
    const bomb = compress(new Uint8Array(limit + 1));
    expect(bomb.length).toBeLessThan(limit);
    await expect(decodeBody(bomb, encoding, limit)).rejects.toThrow(TooLarge);
  });

  test('is refused where it is broken off, or something else', async () => {
    const whole = compress(Buffer.from('a body that is worth being compressed'));
    const half = decodeBody(whole.subarray(0, whole.length / 2), encoding, limit);
    await expect(half).rejects.toThrow();
    await expect(half).rejects.not.toThrow(TooLarge);
    await expect(decodeBody(Buffer.from('plain text'), encoding, limit)).rejects.toThrow();
  });

  test('that is empty stays empty', async () => {
    expect(await decodeBody(new Uint8Array(), encoding, limit)).toHaveLength(0);
  });
});

test.each([null, '', 'identity', 'unheard-of'])(
  'a body with the encoding %s stays as it is',
  async (encoding) => {
    const bytes = Buffer.from('as it is');
    expect(await decodeBody(bytes, encoding, limit)).toBe(bytes);
  },
);
