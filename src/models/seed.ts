import { largestSeed } from './zImageTurbo.ts';

/** A new seed from 1 to the largest, for a random number of 0 up to, but not including, 1. */
export function newSeed(random: () => number): number {
  return 1 + Math.floor(random() * largestSeed);
}
