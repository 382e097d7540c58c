import fc from 'fast-check';
import { test } from 'vitest';

const seeds = (process.env['FUZZ_SEEDS'] ?? '').split(',').map(Number);
const times = Number(process.env['FUZZ_TIMES'] ?? '1');

/** A law of a border, for anything that may come: `runs` of it in the short form for each seed. */
export function law<Input>(
  name: string,
  runs: number,
  inputs: fc.Arbitrary<Input>,
  holds: (input: Input) => void | Promise<void>,
): void {
  test.each(seeds)(`${name} (seed %i)`, async (seed) => {
    await fc.assert(
      fc.asyncProperty(inputs, async (input) => holds(input)),
      {
        seed,
        numRuns: runs * times,
      },
    );
  });
}
