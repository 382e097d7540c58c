import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect } from 'vitest';
import { decodeBody } from '../../src/runcomfy/decodeBody.ts';
import { retryAfterOf } from '../../src/runcomfy/retryAfter.ts';
import { normalizeToken } from '../../src/runcomfy/token.ts';
import { TooLarge } from '../../src/runcomfy/tooLarge.ts';
import { law } from './law.ts';
import { anyText } from './texts.ts';

const someTime = fc.oneof(
  anyText,
  fc.stringMatching(/^\s{0,2}-?\d{1,400}(?:\.\d{1,9})?\s{0,2}$/),
  fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
);

law(
  'a wait is null or from nothing to five minutes, whatever Retry-After says',
  1500,
  fc.tuple(someTime, fc.nat()),
  ([header, now]) => {
    const wait = retryAfterOf(header, now);
    expect(wait === null || (wait >= 0 && wait <= 300_000)).toBe(true);
  },
);

law('a token is what one header can carry, or none', 500, anyText, (text) => {
  const token = normalizeToken(text);
  expect(token === null || /^[\x21-\x7e]+$/.test(token)).toBe(true);
});

const packers = { gzip: gzipSync, 'x-gzip': gzipSync, deflate: deflateSync, br: brotliCompressSync };
const anyPacked = fc.record({
  name: fc.constantFrom('gzip', 'x-gzip', 'deflate', 'br'),
  body: fc.oneof(fc.uint8Array({ minLength: 1, maxLength: 300 }), fc.constant(new Uint8Array(100_000))),
  limit: fc.integer({ min: 1, max: 400 }),
  cut: fc.nat(),
});

law(
  'a body is what it was before it was compressed, or more than the limit',
  150,
  anyPacked,
  async ({ name, body, limit }) => {
    const packed = packers[name](body);
    const outcome = await decodeBody(packed, ` ${name.toUpperCase()} `, limit).catch(
      (error: unknown) => error,
    );
    if (body.length > limit) {
      expect(outcome).toBeInstanceOf(TooLarge);
    } else {
      expect(outcome).toEqual(Buffer.from(body));
    }
  },
);

law('half of a compressed body is an error', 150, anyPacked, async ({ name, body, cut }) => {
  const packed = packers[name](body);
  const half = packed.subarray(0, 1 + (cut % (packed.length - 1)));
  await expect(decodeBody(half, name, 1_000_000)).rejects.toBeInstanceOf(Error);
});

const anyEncoding = fc.oneof(fc.constantFrom('gzip', 'deflate', 'br', 'identity', 'gzip, br', null), anyText);

law(
  'any bytes with any encoding are an error or a body within the limit',
  250,
  fc.tuple(fc.uint8Array(), anyEncoding),
  async ([body, encoding]) => {
    const outcome = await decodeBody(body, encoding, 1_000).catch((error: unknown) => error);
    expect(outcome instanceof Error || (outcome instanceof Uint8Array && outcome.length <= 1_000)).toBe(true);
  },
);
