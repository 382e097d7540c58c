/** RunComfy publishes no pixels; these are the presets that the same six names mean elsewhere. */
export const pixelSizes = {
  square_hd: { width: 1024, height: 1024 },
  square: { width: 512, height: 512 },
  portrait_4_3: { width: 768, height: 1024 },
  portrait_16_9: { width: 576, height: 1024 },
  landscape_4_3: { width: 1024, height: 768 },
  landscape_16_9: { width: 1024, height: 576 },
} as const;

export type ImageSize = keyof typeof pixelSizes;

export const imageSizes = Object.keys(pixelSizes) as [ImageSize, ...ImageSize[]];
