import { join } from 'node:path';
import { defineConfig, mergeConfig } from 'vitest/config';
import endToEnd from '../e2e/vitest.config.ts';

export default mergeConfig(
  { ...endToEnd, test: { ...endToEnd.test, include: [] } },
  defineConfig({
    test: { root: join(import.meta.dirname, '..', '..'), include: ['test/networks/**/*.test.ts'] },
  }),
);
