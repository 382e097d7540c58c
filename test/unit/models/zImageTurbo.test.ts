import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import {
  defaults,
  imageSizeNames,
  imageSizes,
  limits,
  modelId,
  outputFormats,
} from '../../../src/models/zImageTurbo.ts';
import * as specification from '../../runcomfy/specification.ts';

const fields = specification.inputSchema.properties;
const manifest = z
  .object({
    contributes: z.object({
      configuration: z.object({ properties: z.record(z.string(), z.record(z.string(), z.unknown())) }),
    }),
  })
  .parse(JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')));
const settings = manifest.contributes.configuration.properties;

test('the model is the one of the specification', () => {
  expect(modelId).toBe(specification.modelId);
});

describe('sizes, formats, limits and defaults', () => {
  test('are those of the specification', () => {
    expect({
      sizes: [...imageSizeNames].sort(),
      formats: [...outputFormats].sort(),
      steps: limits.numInferenceSteps,
      images: limits.numImages,
      defaults,
    }).toEqual({
      sizes: fields['image_size']?.enum?.toSorted(),
      formats: fields['output_format']?.enum?.toSorted(),
      steps: {
        minimum: fields['num_inference_steps']?.minimum,
        maximum: fields['num_inference_steps']?.maximum,
      },
      images: { minimum: fields['num_images']?.minimum, maximum: fields['num_images']?.maximum },
      defaults: {
        imageSize: fields['image_size']?.default,
        numInferenceSteps: fields['num_inference_steps']?.default,
        numImages: fields['num_images']?.default,
        outputFormat: fields['output_format']?.default,
      },
    });
  });

  test('are those of the settings', () => {
    expect(settings['zImage.imageSize']).toMatchObject({
      enum: [...imageSizeNames],
      default: defaults.imageSize,
    });
    expect(settings['zImage.numInferenceSteps']).toMatchObject({
      ...limits.numInferenceSteps,
      default: defaults.numInferenceSteps,
    });
    expect(settings['zImage.outputFormat']).toMatchObject({
      enum: [...outputFormats],
      default: defaults.outputFormat,
    });
  });
});

test('every size that can be chosen has its pixels, in the shape that its name says', () => {
  const shapes = imageSizeNames.map((name) => [name, imageSizes[name].width / imageSizes[name].height]);
  expect(Object.fromEntries(shapes)).toEqual({
    square_hd: 1,
    square: 1,
    portrait_4_3: 3 / 4,
    portrait_16_9: 9 / 16,
    landscape_4_3: 4 / 3,
    landscape_16_9: 16 / 9,
  });
});
