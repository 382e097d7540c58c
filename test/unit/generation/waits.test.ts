import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { failureWait, pollWait } from '../../../src/generation/waits.ts';

const seconds = 1000;

describe('the wait between two looks at a job', () => {
  test.each([
    ['a job that was just sent', 0, 0.75],
    ['a job of ten seconds', 10, 2],
    ['a job of a minute', 60, 5],
    ['a job of five minutes', 300, 15],
    ['a job of a day', 86_400, 15],
  ])('%s', (_, watched, wait) => {
    expect(pollWait(watched * seconds)).toBe(wait * seconds);
  });

  test('never shrinks', () => {
    fc.assert(
      fc.property(fc.nat({ max: 3_600_000 }), fc.nat({ max: 3_600_000 }), (one, another) => {
        expect(pollWait(Math.max(one, another))).toBeGreaterThanOrEqual(pollWait(Math.min(one, another)));
      }),
    );
  });
});

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
