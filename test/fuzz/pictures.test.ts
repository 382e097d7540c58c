import { createCanvas, loadImage } from '@napi-rs/canvas';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkPicture, pictureTypes, type PictureType } from '../../src/images/checkPicture.ts';
import { law } from './law.ts';
import { anyChunkMutation, anyLoss, anyMutation, type Mutation } from './mutations.ts';

/** Noise, so that a PNG has several chunks of data. */
async function drawn(width: number, height: number): Promise<Record<PictureType, Uint8Array>> {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  const image = context.createImageData(width, height);
  let state = 7;
  for (const at of image.data.keys()) {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    image.data[at] = at % 4 === 3 ? 255 : state >> 16;
  }
  context.putImageData(image, 0, 0);
  return {
    png: await canvas.encode('png'),
    jpeg: await canvas.encode('jpeg', 80),
    webp: await canvas.encode('webp', 80),
  };
}

const small = await drawn(9, 7);
const large = await drawn(70, 60);

const anyPicture = fc.tuple(fc.constantFrom(...pictureTypes), fc.constantFrom(small, large));

function changed([type, pictures]: [PictureType, typeof small], mutations: readonly Mutation[]): Uint8Array {
  return mutations.reduce((bytes, mutation) => mutation(bytes), pictures[type]);
}

/** What is accepted is read by a decoder that is not ours, with the same number of pixels. */
async function decodes(bytes: Uint8Array): Promise<void> {
  const checked = checkPicture(bytes);
  if (checked.outcome === 'whole') {
    const { width, height } = await loadImage(Buffer.from(bytes));
    expect({ width, height }).toEqual({ width: checked.width, height: checked.height });
  }
}

test.each(pictureTypes)('a real %s is whole, and decodes', async (type) => {
  expect([small[type], large[type]].map((bytes) => checkPicture(bytes).outcome)).toEqual(['whole', 'whole']);
  await decodes(large[type]);
});

law(
  'a PNG that was changed in any way, and is taken for whole, decodes',
  300,
  fc.tuple(
    fc.constantFrom(small, large),
    fc.array(fc.oneof(anyMutation, anyChunkMutation), { minLength: 1, maxLength: 3 }),
  ),
  ([pictures, mutations]) => decodes(changed(['png', pictures], mutations)),
);

law(
  'a picture that was cut, or has a hole or something around it, decodes where it is taken for whole',
  300,
  fc.tuple(anyPicture, anyLoss),
  ([picture, loss]) => decodes(changed(picture, [loss])),
);

law(
  'a picture without its end is never whole',
  300,
  fc.tuple(anyPicture, fc.nat()),
  ([[type, pictures], at]) => {
    const bytes = pictures[type];
    expect(checkPicture(bytes.subarray(0, at % bytes.length)).outcome).toBe('unusable');
  },
);

const anyBytes = fc.oneof(
  fc.uint8Array({ maxLength: 300 }),
  fc
    .tuple(anyPicture, fc.array(anyMutation, { minLength: 1, maxLength: 6 }))
    .map(([picture, all]) => changed(picture, all)),
);

law('whatever the bytes are, they get an answer, and no more pixels than we take', 800, anyBytes, (bytes) => {
  const checked = checkPicture(bytes);
  if (checked.outcome === 'whole') {
    expect(checked.width * checked.height).toBeGreaterThan(0);
    expect(checked.width * checked.height).toBeLessThanOrEqual(32 * 1024 * 1024);
  }
});
