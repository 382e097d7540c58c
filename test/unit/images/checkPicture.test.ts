import { crc32, deflateSync } from 'node:zlib';
import { createCanvas } from '@napi-rs/canvas';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { checkPicture, pictureTypes, type PictureType } from '../../../src/images/checkPicture.ts';

const width = 40;
const height = 30;
const pictures = new Map<PictureType, Uint8Array>();

beforeAll(async () => {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  const gradient = context.createLinearGradient(0, 0, width, height);
  gradient.addColorStop(0, '#c33');
  gradient.addColorStop(1, '#36f');
  context.fillStyle = gradient;
  context.fillRect(0, 0, width, height);
  pictures.set('png', await canvas.encode('png'));
  pictures.set('jpeg', await canvas.encode('jpeg', 80));
  pictures.set('webp', await canvas.encode('webp', 80));
});

function pictureOf(type: PictureType): Uint8Array {
  return Uint8Array.from(pictures.get(type) ?? []);
}

describe.each(pictureTypes)('a real %s', (type) => {
  test('is whole, with its size', () => {
    expect(checkPicture(pictureOf(type))).toEqual({ outcome: 'whole', type, width, height });
  });

  test('is whole where it begins within a larger buffer', () => {
    const picture = pictureOf(type);
    const larger = new Uint8Array(picture.length + 30).fill(0xff);
    larger.set(picture, 7);
    expect(checkPicture(larger.subarray(7, 7 + picture.length)).outcome).toBe('whole');
  });

  test('is not whole without its end, wherever it is cut', () => {
    const picture = pictureOf(type);
    const whole = Array.from(picture.keys()).filter(
      (length) => checkPicture(picture.subarray(0, length)).outcome === 'whole',
    );
    expect(whole).toEqual([]);
  });
});

test('one byte that is wrong in a PNG is noticed, wherever it is', () => {
  const picture = pictureOf('png');
  const unnoticed = Array.from(picture.keys()).filter((at) => {
    const wrong = Uint8Array.from(picture);
    wrong[at] = (wrong[at] ?? 0) ^ 0x11;
    return checkPicture(wrong).outcome === 'whole';
  });
  expect(unnoticed).toEqual([]);
});

test('a PNG without picture data is not whole', () => {
  const picture = pictureOf('png');
  const header = picture.subarray(0, 8 + 25);
  const end = picture.subarray(-12);
  expect(checkPicture(new Uint8Array([...header, ...end]))).toEqual({
    outcome: 'unusable',
    why: 'incomplete',
  });
});

describe('a PNG is whole only with all its pixels', () => {
  function chunk(name: string, data: Uint8Array): Buffer {
    const named = Buffer.concat([Buffer.from(name), data]);
    const ends = Buffer.alloc(8);
    ends.writeUInt32BE(data.length);
    ends.writeUInt32BE(crc32(named), 4);
    return Buffer.concat([ends.subarray(0, 4), named, ends.subarray(4)]);
  }

  function png(header: readonly number[], ...chunks: readonly Buffer[]): Buffer {
    const signature = pictureOf('png').subarray(0, 8);
    const size = [0, 0, 0, 5, 0, 0, 0, 3];
    return Buffer.concat([
      signature,
      chunk('IHDR', Buffer.from([...size, ...header])),
      ...chunks,
      chunk('IEND', Buffer.alloc(0)),
    ]);
  }

  const gray = [8, 0, 0, 0, 0];
  const rows = Buffer.alloc(3 * 6);
  const data = deflateSync(rows);
  const filtered = Buffer.from(rows).fill(5, 6, 7);
  const interlaced = Buffer.alloc(2 + 2 + 2 + 4 + 6 + 6);

  test.each<[string, 'whole' | 'unusable', () => Buffer]>([
    ['all rows', 'whole', () => png(gray, chunk('IDAT', data))],
    [
      'data in two parts',
      'whole',
      () => png(gray, chunk('IDAT', data.subarray(0, 4)), chunk('IDAT', data.subarray(4))),
    ],
    ['a part of its data missing', 'unusable', () => png(gray, chunk('IDAT', data.subarray(0, 4)))],
    [
      'another chunk between its data',
      'unusable',
      () =>
        png(gray, chunk('IDAT', data.subarray(0, 4)), chunk('tEXt', data), chunk('IDAT', data.subarray(4))),
    ],
    ['a row missing', 'unusable', () => png(gray, chunk('IDAT', deflateSync(rows.subarray(6))))],
    ['a row too many', 'unusable', () => png(gray, chunk('IDAT', deflateSync(Buffer.alloc(24))))],
    ['a bomb', 'unusable', () => png(gray, chunk('IDAT', deflateSync(Buffer.alloc(50_000_000))))],
    ['a filter that there is not', 'unusable', () => png(gray, chunk('IDAT', deflateSync(filtered)))],
    ['a depth that there is not', 'unusable', () => png([3, 0, 0, 0, 0], chunk('IDAT', data))],
    ['a palette', 'whole', () => png([8, 3, 0, 0, 0], chunk('PLTE', Buffer.alloc(3)), chunk('IDAT', data))],
    ['no palette where it needs one', 'unusable', () => png([8, 3, 0, 0, 0], chunk('IDAT', data))],
    ['a chunk that no reader knows', 'unusable', () => png(gray, chunk('FOXX', data), chunk('IDAT', data))],
    ['a chunk that may be passed over', 'whole', () => png(gray, chunk('foXx', data), chunk('IDAT', data))],
    ['a chunk without a name', 'unusable', () => png(gray, chunk('a  b', data), chunk('IDAT', data))],
    ['a palette that it cannot have', 'unusable', () => png(gray, chunk('PLTE', rows), chunk('IDAT', data))],
    [
      'a palette of half a colour',
      'unusable',
      () => png([8, 3, 0, 0, 0], chunk('PLTE', Buffer.alloc(4)), chunk('IDAT', data)),
    ],
    ['interlaced rows', 'whole', () => png([8, 0, 0, 0, 1], chunk('IDAT', deflateSync(interlaced)))],
    ['plain rows, said to be interlaced', 'unusable', () => png([8, 0, 0, 0, 1], chunk('IDAT', data))],
  ])('%s', (_, outcome, bytes) => {
    expect(checkPicture(bytes()).outcome).toBe(outcome);
  });
});

test('a WebP without picture data, or whose chunk is longer than it, is not whole', () => {
  const picture = pictureOf('webp');
  const noData = Uint8Array.from(picture);
  new DataView(noData.buffer).setUint32(4, 4, true);
  const tooLong = Uint8Array.from(picture);
  new DataView(tooLong.buffer).setUint32(16, picture.length, true);
  expect([noData, tooLong].map((bytes) => checkPicture(bytes).outcome)).toEqual(['unusable', 'unusable']);
});

test('a PNG that claims 60,000 by 60,000 pixels is too large', () => {
  const picture = pictureOf('png');
  const view = new DataView(picture.buffer);
  view.setUint32(16, 60_000);
  view.setUint32(20, 60_000);
  view.setUint32(29, crc32(picture.subarray(12, 29)));
  expect(checkPicture(picture)).toEqual({ outcome: 'tooLarge', width: 60_000, height: 60_000 });
});

test.each([
  ['nothing', '', 'empty'],
  ['a page of HTML', '<!doctype html><title>Not Found</title>', 'notAPicture'],
  ['SVG', '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script/></svg>', 'notAPicture'],
  ['JSON', '{"error":"expired"}', 'notAPicture'],
  ['GIF', 'GIF89a\u0001\0\u0001\0\0\0\0;', 'notAPicture'],
])('%s is no picture', (_, text, why) => {
  expect(checkPicture(Buffer.from(text, 'latin1'))).toEqual({ outcome: 'unusable', why });
});

describe('whatever the bytes are, they get an answer', () => {
  test('of noise, with the beginning of a picture or without', () => {
    const noise = fc.uint8Array({ maxLength: 200 });
    const length = fc.nat({ max: 60 });
    fc.assert(
      fc.property(fc.option(fc.constantFrom(...pictureTypes)), length, noise, (type, kept, bytes) => {
        const start = type === null ? [] : pictureOf(type).subarray(0, kept);
        const { outcome } = checkPicture(new Uint8Array([...start, ...bytes]));
        expect(['unusable', 'tooLarge', 'whole']).toContain(outcome);
      }),
      { numRuns: 1000 },
    );
  });

  test('of a picture with some bytes changed', () => {
    const change = fc.tuple(fc.nat(), fc.nat({ max: 255 }));
    fc.assert(
      fc.property(fc.constantFrom(...pictureTypes), fc.array(change, { minLength: 1 }), (type, changes) => {
        const bytes = pictureOf(type);
        for (const [at, value] of changes) {
          bytes[at % bytes.length] = value;
        }
        expect(() => checkPicture(bytes)).not.toThrow();
      }),
      { numRuns: 1000 },
    );
  });
});

describe('a JPEG is whole only with what a decoder needs', () => {
  /** Where the segment with this marker begins, and where it ends. */
  function segment(bytes: Uint8Array, marker: number): { at: number; end: number } {
    const view = Buffer.from(bytes);
    let at = 2;
    while (view[at + 1] !== marker) {
      at += 2 + view.readUInt16BE(at + 2);
    }
    return { at, end: at + 2 + view.readUInt16BE(at + 2) };
  }

  test.each([
    ['sizes', 0xc0],
    ['quantization', 0xdb],
    ['codes', 0xc4],
    ['scan', 0xda],
  ])('not without its %s', (_, marker) => {
    const bytes = pictureOf('jpeg');
    const { at, end } = segment(bytes, marker);
    const others = Buffer.concat([bytes.subarray(0, at), bytes.subarray(end)]);
    expect(checkPicture(others).outcome).toBe('unusable');
  });

  test.each([
    ['quantization', 0xdb],
    ['Huffman', 0xc4],
    ['scan', 0xda],
  ])('not with a hole in its %s', (_, marker) => {
    const bytes = Buffer.from(pictureOf('jpeg'));
    const { at, end } = segment(bytes, marker);
    bytes.writeUInt16BE(end - at - 3, at + 2);
    const holed = Buffer.concat([bytes.subarray(0, end - 1), bytes.subarray(end)]);
    expect(checkPicture(holed).outcome).toBe('unusable');
  });
});
