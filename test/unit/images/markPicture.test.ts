import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkPicture } from '../../../src/images/checkPicture.ts';
import { markPicture } from '../../../src/images/markPicture.ts';
import { generatedByModel, type Origin } from '../../../src/images/origin.ts';
import { pictureDetails } from '../../../src/images/pictureDetails.ts';
import { isSamePicture } from '../../../src/images/samePicture.ts';
import { originOf, paintedPictures, pixelsOf, prompts } from './paintedPictures.ts';

const pictures = [...(await paintedPictures())];
const [png, jpeg] = ['PNG', 'JPEG'].map((name) => new Map(pictures).get(name)!) as [Uint8Array, Uint8Array];

function marked(bytes: Uint8Array, origin: Origin): Uint8Array {
  const result = markPicture(bytes, origin);
  expect(result).toMatchObject({ outcome: 'marked' });
  return result.outcome === 'marked' ? result.bytes : bytes;
}

function areSame(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0;
}

function has(bytes: Uint8Array, text: string): boolean {
  const inUtf16 = Buffer.from(text, 'utf16le').swap16();
  return Buffer.from(bytes).includes(text) || Buffer.from(bytes).includes(inUtf16);
}

describe.each(pictures)('%s', (_, bytes) => {
  test.each(Object.entries(prompts))('tells where it comes from, with a prompt in %s', (_, prompt) => {
    const origin = originOf({ prompt });
    const details = pictureDetails(marked(bytes, origin));
    const { model, seed, index, count, steps, imageSize, createdAt } = origin;
    const settings = { prompt, model, seed, index, count, steps, imageSize, createdAt };
    expect(details).toMatchObject({ ...settings, isOurs: true, sourceType: generatedByModel });
    expect(details?.tool).toBe('Z-Image for VS Code');
    expect(details?.description).toBe(prompt);
  });

  test('has the same pixels, and the same size by the file itself', async () => {
    const after = marked(bytes, originOf());
    expect(Buffer.compare(await pixelsOf(after), await pixelsOf(bytes))).toBe(0);
    expect(checkPicture(after)).toEqual(checkPicture(bytes));
    expect(isSamePicture(after, bytes)).toBe(true);
  });

  test('is the same when it is marked again, also as what it was marked for before', () => {
    const [full, bare] = [originOf(), originOf({ prompt: null })].map((origin) => marked(bytes, origin)) as [
      Uint8Array,
      Uint8Array,
    ];
    expect(areSame(marked(bytes, originOf()), full)).toBe(true);
    expect(areSame(marked(full, originOf()), full)).toBe(true);
    expect(areSame(marked(bare, originOf()), full)).toBe(true);
    expect(areSame(marked(full, originOf({ prompt: null })), bare)).toBe(true);
  });

  test('without the prompt has all but the prompt, nowhere in the file', () => {
    const prompt = prompts.Chinese;
    const origin = originOf({ prompt: null });
    const after = marked(marked(bytes, originOf({ prompt })), origin);
    expect(has(marked(bytes, originOf({ prompt })), prompt)).toBe(true);
    expect(has(after, prompt)).toBe(false);
    expect(pictureDetails(after)).toMatchObject({
      prompt: null,
      description: null,
      seed: origin.seed,
      sourceType: generatedByModel,
    });
  });

  test('takes a prompt of 10,000 characters whole', () => {
    for (const letter of ['狐', '&', '🦊'.slice(0, 2), 'x']) {
      const prompt = letter.repeat(10_000 / letter.length);
      expect(pictureDetails(marked(bytes, originOf({ prompt })))?.prompt).toBe(prompt);
    }
  });

  test('takes every prompt that there is', () => {
    const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }), fc.string());
    fc.assert(
      fc.property(text, (prompt) => {
        const after = marked(bytes, originOf({ prompt }));
        // What XML cannot hold is left out.
        const held = prompt
          .toWellFormed()
          .replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffc\u{10000}-\u{10ffff}]/gu, '');
        expect(pictureDetails(after)?.prompt ?? '').toBe(held.trim());
        expect(areSame(marked(after, originOf({ prompt })), after)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  test('damaged anywhere, it is marked or not, but never lost', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat({ max: 255 }), fc.nat(), (at, value, cut) => {
        const damaged = Uint8Array.from(bytes).subarray(0, cut % 3 === 0 ? cut % bytes.length : bytes.length);
        damaged[at % Math.max(1, damaged.length)] = value;
        const result = markPicture(damaged, originOf());
        expect(result.outcome === 'unmarked' || isSamePicture(result.bytes, damaged)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

test('a prompt that a JPEG has no room for is cut between characters, and its mark is whole', () => {
  const prompt = '🦊'.repeat(60_000);
  const details = pictureDetails(marked(jpeg, originOf({ prompt })));
  expect(details).toMatchObject({ sourceType: generatedByModel, seed: originOf().seed });
  expect(details?.prompt).toMatch(/^(🦊){10000,}…$/u);
});

test.each([
  ['nothing', new Uint8Array()],
  ['a page', Buffer.from('<!doctype html>')],
  ['half a PNG', png.subarray(0, png.length / 2)],
])('%s cannot be marked, and says why', (_, bytes) => {
  expect(markPicture(bytes, originOf())).toMatchObject({ outcome: 'unmarked', why: /./ });
});

describe('two files', () => {
  test('are not the same picture where one byte of the picture is another', () => {
    for (const [name, bytes] of pictures) {
      const other = Uint8Array.from(bytes);
      const at = other.length - 20;
      other[at] = (other[at] ?? 0) ^ 1;
      expect(isSamePicture(other, bytes), name).toBe(false);
    }
  });

  test('that are no pictures are compared as they are', () => {
    const [one, other] = ['one', 'other'].map((text) => Buffer.from(text)) as [Buffer, Buffer];
    expect([isSamePicture(one, Buffer.from('one')), isSamePicture(one, other)]).toEqual([true, false]);
  });
});
