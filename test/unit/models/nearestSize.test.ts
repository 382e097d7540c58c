import { describe, expect, test } from 'vitest';
import { nearestSize } from '../../../src/models/nearestSize.ts';
import { imageSizeNames, imageSizes } from '../../../src/models/zImageTurbo.ts';

describe('the nearest size', () => {
  test.each(imageSizeNames)('of a picture of %s is that', (name) => {
    expect(nearestSize(imageSizes[name].width, imageSizes[name].height)).toBe(name);
  });

  test.each([
    [832, 1216, 'portrait_4_3'],
    [1920, 1080, 'landscape_16_9'],
    [2048, 2048, 'square_hd'],
    [600, 600, 'square'],
    [10_000, 1, 'landscape_16_9'],
    [1, 10_000, 'portrait_16_9'],
  ] as const)('of %i × %i is %s', (width, height, name) => {
    expect(nearestSize(width, height)).toBe(name);
  });
});
