import type * as FastCheck from 'fast-check';
import { vi } from 'vitest';

/**
 * A property is tried with few examples, and always with the same: a mutant costs as much as all the tests that reach
 * it, and its verdict is the same in each run.
 */
const mostRuns = 20;
const seed = 1;

/** What hangs is found as well, and sooner than by whoever has to end the whole thread. */
const longestTest = 30_000;

vi.mock('fast-check', async (importOriginal) => {
  const original = await importOriginal<typeof FastCheck>();
  const assert = ((property: never, parameters?: { readonly numRuns?: number }) =>
    original.assert(property, {
      ...parameters,
      numRuns: Math.min(parameters?.numRuns ?? mostRuns, mostRuns),
      seed,
    })) as typeof FastCheck.assert;
  return { ...original, assert, default: { ...original.default, assert } };
});

// Some tests ask for more time, for machines that have much else to do.
const setConfig = vi.setConfig.bind(vi);
vi.setConfig({ testTimeout: longestTest });
vi.setConfig = (config) => {
  setConfig({ ...config, testTimeout: longestTest });
};
