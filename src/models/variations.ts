import type { ImageRequest } from './imageRequest.ts';
import { newSeed } from './seed.ts';
import type { ImageSize } from './zImageTurbo.ts';

/** What is tried for one prompt: each seed with each size and each number of steps, one picture of each. */
export interface Variations {
  /** How many seeds. */
  readonly seeds: number;
  readonly imageSizes: readonly ImageSize[];
  readonly numInferenceSteps: readonly number[];
}

/** What one of them differs in from the others. */
export type Variation = Pick<ImageRequest, 'imageSize' | 'numInferenceSteps' | 'seed'>;

/** More than can be looked over at once is hardly meant, and each is paid for. */
export const mostVariations = 24;

export const mostSeeds = 8;

export function countVariations({ seeds, imageSizes, numInferenceSteps }: Variations): number {
  return seeds * imageSizes.length * numInferenceSteps.length;
}

/**
 * All of them, those of one size and one number of steps side by side. The seeds are the same for each, or nobody could
 * tell what a size or steps change. A pinned seed is the first, and those after it follow; else they are random.
 */
export function variationsOf(
  { seeds, imageSizes, numInferenceSteps }: Variations,
  pinned: number | null,
  random: () => number,
): Variation[] {
  const chosen = pinned === null ? differentSeeds(seeds, random) : seedsFrom(pinned, seeds);
  return imageSizes.flatMap((imageSize) =>
    numInferenceSteps.flatMap((steps) =>
      chosen.map((seed) => ({ imageSize, numInferenceSteps: steps, seed })),
    ),
  );
}

function differentSeeds(count: number, random: () => number): number[] {
  const seeds = new Set<number>();
  while (seeds.size < count) {
    seeds.add(newSeed(random));
  }
  return [...seeds];
}

/** Downwards where there is none above. */
function seedsFrom(first: number, count: number): number[] {
  const step = Number.isSafeInteger(first + count) ? 1 : -1;
  return Array.from({ length: count }, (_, at) => first + at * step);
}
