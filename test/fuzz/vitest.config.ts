import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/** What a run is repeated with. */
const seeds = process.env['FUZZ_SEEDS'] ?? '20260304';
/** How many times as many runs as in the short form. */
const times = process.env['FUZZ_TIMES'] ?? '1';

export default defineConfig({
  test: {
    root: join(import.meta.dirname, '..', '..'),
    include: ['test/fuzz/**/*.test.ts'],
    env: { FUZZ_SEEDS: seeds, FUZZ_TIMES: times },
    // The one clock: it ends what would take minutes for a text that repeats itself.
    testTimeout: 20_000 * Math.max(1, Number(times)),
  },
});
