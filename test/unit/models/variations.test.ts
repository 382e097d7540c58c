import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { countVariations, mostSeeds, variationsOf, type Variations } from '../../../src/models/variations.ts';
import { imageSizeNames, largestSeed } from '../../../src/models/zImageTurbo.ts';

const variations: fc.Arbitrary<Variations> = fc.record({
  seeds: fc.integer({ min: 1, max: mostSeeds }),
  imageSizes: fc.subarray([...imageSizeNames], { minLength: 1 }),
  numInferenceSteps: fc.uniqueArray(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 4 }),
});
const pinned = fc.option(fc.oneof(fc.maxSafeInteger(), fc.constant(Number.MAX_SAFE_INTEGER)));
/** Also one that says the same again and again for a while. */
const randoms = fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), { maxLength: 20 });

test('each seed comes once with each size and each number of steps', () => {
  fc.assert(
    fc.property(variations, pinned, randoms, (tried, seed, numbers) => {
      const all = variationsOf(tried, seed, () => numbers.pop() ?? Math.random());
      expect(all).toHaveLength(countVariations(tried));
      expect(new Set(all.map((each) => JSON.stringify(each))).size).toBe(all.length);
      const seeds = new Set(all.map((each) => each.seed));
      expect(seeds.size).toBe(tried.seeds);
      expect([...seeds].every(Number.isSafeInteger)).toBe(true);
    }),
  );
});

test('a pinned seed is the first of them, and random ones are such that the service takes', () => {
  fc.assert(
    fc.property(variations, fc.maxSafeInteger(), (tried, seed) => {
      expect(variationsOf(tried, seed, Math.random)[0]?.seed).toBe(seed);
      for (const each of variationsOf(tried, null, Math.random)) {
        expect(each.seed).toBeGreaterThanOrEqual(1);
        expect(each.seed).toBeLessThanOrEqual(largestSeed);
      }
    }),
  );
});

test('seeds after a pinned one follow it', () => {
  const tried = { seeds: 3, imageSizes: ['square'], numInferenceSteps: [8] } as const;
  expect(variationsOf(tried, 41, Math.random).map(({ seed }) => seed)).toEqual([41, 42, 43]);
});
