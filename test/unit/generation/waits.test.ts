import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { failureWait } from '../../../src/generation/waits.ts';

const seconds = 1000;

describe('the wait after failures', () => {
  const failures = fc.integer({ min: 1, max: 5000 });
  const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

  test('doubles from a second, up to half a minute', () => {
    const waits = [1, 2, 3, 4, 5, 6, 7, 11, 5000].map((count) => failureWait(count, null, () => 1));
    expect(waits).toEqual([1, 2, 4, 8, 16, 30, 30, 30, 30].map((wait) => wait * seconds));
  });

  test('is within a quarter of that, by chance, so that many do not come back at once', () => {
    fc.assert(
      fc.property(failures, random, random, (count, one, another) => {
        const longest = failureWait(count, null, () => 1);
        const [first, second] = [
          failureWait(count, null, () => one),
          failureWait(count, null, () => another),
        ];
        expect(first).toBeGreaterThanOrEqual(longest * 0.75);
        expect(first).toBeLessThanOrEqual(longest);
        expect(first < second).toBe(one < another && first !== second);
      }),
    );
  });

  test('is at least what the server asked for, and no longer where that is more', () => {
    fc.assert(
      fc.property(failures, random, fc.nat({ max: 300 * seconds }), (count, chance, retryAfter) => {
        const own = failureWait(count, null, () => chance);
        expect(failureWait(count, retryAfter, () => chance)).toBe(Math.max(own, retryAfter));
      }),
    );
  });
});
