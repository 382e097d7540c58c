/**
 * What `tongyi-mai/z-image/turbo` takes, as its specification's input schema has it. A test reads the
 * specification's own text and compares; another compares the settings in package.json.
 */
export const modelId = 'tongyi-mai/z-image/turbo';

/** Pixels are what hosts of the same model give for these names; the file's bytes decide. */
export const imageSizes = {
  square_hd: { width: 1024, height: 1024 },
  square: { width: 512, height: 512 },
  portrait_4_3: { width: 768, height: 1024 },
  portrait_16_9: { width: 576, height: 1024 },
  landscape_4_3: { width: 1024, height: 768 },
  landscape_16_9: { width: 1024, height: 576 },
} as const;

export type ImageSize = keyof typeof imageSizes;

export const imageSizeNames = [
  'square_hd',
  'square',
  'portrait_4_3',
  'portrait_16_9',
  'landscape_4_3',
  'landscape_16_9',
] as const satisfies readonly ImageSize[];

export const outputFormats = ['jpeg', 'png', 'webp'] as const;

export type OutputFormat = (typeof outputFormats)[number];

export const limits = {
  numInferenceSteps: { minimum: 1, maximum: 30 },
  numImages: { minimum: 1, maximum: 4 },
} as const;

export const defaults = {
  imageSize: 'landscape_4_3',
  numInferenceSteps: 8,
  numImages: 1,
  outputFormat: 'png',
} as const;

/**
 * The largest seed that we choose: the schema states no limit, and every neighbour on the service takes up to
 * 2^31 - 1. Zero is left out, since some models read it as 'random'.
 */
export const largestSeed = 2_147_483_647;
