import { describe, expect, test } from 'vitest';
import type { PictureDetails } from '../../../src/images/pictureDetails.ts';
import { nothingKnown } from '../../../src/images/settingsRead.ts';
import { modelId } from '../../../src/models/zImageTurbo.ts';
import { requestFromFile, withoutStyle } from '../../../src/vscode/requestFromFile.ts';

const defaults = {
  imageSize: 'square',
  numInferenceSteps: 9,
  seed: 3,
  numImages: 2,
  outputFormat: 'png',
} as const;

function details(change: Partial<PictureDetails>): PictureDetails {
  const file = { sourceType: null, description: null, isSigned: false, texts: new Map() };
  return { ...nothingKnown, ...file, type: 'webp', size: { width: 1024, height: 768 }, ...change };
}

const ours = {
  isOurs: true,
  model: modelId,
  prompt: 'A red fox',
  seed: -7,
  index: 2,
  count: 4,
  steps: 12,
  imageSize: 'portrait_16_9',
};

describe('what a file gives for generating it again', () => {
  test('is the very same request where it is ours', () => {
    expect(requestFromFile(details(ours), defaults)).toEqual({
      prompt: 'A red fox',
      isSame: true,
      options: {
        imageSize: 'portrait_16_9',
        numInferenceSteps: 12,
        seed: -7,
        numImages: 4,
        outputFormat: 'webp',
      },
    });
  });

  test('is prompt, seed and shape where it is somebody else’s; the rest is as the settings say', () => {
    const { prompt, seed } = { prompt: 'A hare', seed: 5 };
    const found = requestFromFile(details({ prompt, seed, steps: 50, count: 3, model: 'xl' }), defaults);
    expect(found).toEqual({
      prompt,
      isSame: false,
      options: {
        imageSize: 'landscape_4_3',
        numInferenceSteps: 9,
        seed: 5,
        numImages: 1,
        outputFormat: 'webp',
      },
    });
  });

  test.each([
    ['a seed that the service may not take', { seed: 4_294_967_295 }, { seed: null }],
    ['no seed', { seed: null }, { seed: null }],
    ['no size that can be read', { size: null }, { imageSize: 'square' }],
    [
      'nonsense in a file that says it is ours',
      { ...ours, steps: 900, count: 9, imageSize: 'huge' },
      { numInferenceSteps: 9, numImages: 1, imageSize: 'landscape_4_3' },
    ],
  ])('with %s is not what cannot be ordered', (_, change, options) => {
    expect(requestFromFile(details(change), defaults).options).toMatchObject(options);
  });

  test('has no style twice', () => {
    expect(withoutStyle('A fox, in ink', ' in ink ')).toBe('A fox');
    expect(withoutStyle('A fox, in ink', '')).toBe('A fox, in ink');
    expect(withoutStyle('A fox in ink', 'in ink')).toBe('A fox in ink');
  });
});
