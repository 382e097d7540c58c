import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ImageRequest } from '../../../src/models/imageRequest.ts';
import {
  imageSizeNames,
  largestSeed,
  limits,
  modelId,
  outputFormats,
} from '../../../src/models/zImageTurbo.ts';
import { submitBody } from '../../../src/runcomfy/wire.ts';
import { checkInput } from '../../runcomfy/input.ts';

const request: ImageRequest = {
  model: modelId,
  prompt: 'A red "fox"\nin snow',
  imageSize: 'portrait_16_9',
  numInferenceSteps: 12,
  seed: 42,
  numImages: 3,
  outputFormat: 'webp',
};

test("the body of a submit is the input itself, in the schema's own names, with the seed always", () => {
  expect(JSON.parse(submitBody(request))).toEqual({
    prompt: 'A red "fox"\nin snow',
    image_size: 'portrait_16_9',
    num_inference_steps: 12,
    seed: 42,
    num_images: 3,
    output_format: 'webp',
  });
});

test('whatever is ordered is an input that the specification takes, field by field', () => {
  const order = fc.record({
    model: fc.constant(modelId),
    prompt: fc.oneof(fc.string(), fc.string({ unit: 'binary' })),
    imageSize: fc.constantFrom(...imageSizeNames),
    numInferenceSteps: fc.integer({
      min: limits.numInferenceSteps.minimum,
      max: limits.numInferenceSteps.maximum,
    }),
    seed: fc.integer({ min: 0, max: largestSeed }),
    numImages: fc.integer({ min: limits.numImages.minimum, max: limits.numImages.maximum }),
    outputFormat: fc.constantFrom(...outputFormats),
  });
  fc.assert(
    fc.property(order, (ordered) => {
      const sent: unknown = JSON.parse(submitBody(ordered));
      expect(checkInput(sent)).toMatchObject({
        received: { prompt: ordered.prompt, seed: ordered.seed },
        unknownFields: [],
      });
    }),
  );
});
