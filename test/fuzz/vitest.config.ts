import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/** The first seed is the same in every run, the second is new in each; `FUZZ_SEED` repeats one. */
const chosen = process.env['FUZZ_SEED'];
const seeds = chosen === undefined ? [20_260_304, Math.floor(Math.random() * 2 ** 31)] : [Number(chosen)];
/** How many times as many runs as in the short form. */
const times = process.env['FUZZ_TIMES'] ?? '1';

console.log(`fuzz: ${times} times as many runs, with the seeds ${seeds.join(' and ')}`);

export default defineConfig({
  test: {
    root: join(import.meta.dirname, '..', '..'),
    include: ['test/fuzz/**/*.test.ts'],
    env: { FUZZ_SEEDS: seeds.join(','), FUZZ_TIMES: times },
    // The one clock: it ends what would take minutes for a text that repeats itself.
    testTimeout: 20_000 * Math.max(1, Number(times)),
  },
});
