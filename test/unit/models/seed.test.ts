import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newSeed } from '../../../src/models/seed.ts';
import { largestSeed } from '../../../src/models/zImageTurbo.ts';

test('the smallest and the largest random number give the smallest and the largest seed', () => {
  expect([newSeed(() => 0), newSeed(() => 1 - Number.EPSILON / 2)]).toEqual([1, largestSeed]);
});

test('every seed is a whole number that services take', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (random) => {
      const seed = newSeed(() => random);
      expect(Number.isInteger(seed) && seed >= 1 && seed <= 2_147_483_647).toBe(true);
    }),
  );
});
