import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: join(import.meta.dirname, '..', '..'),
    include: ['test/e2e/**/*.test.ts'],
    // Signals and the end of a process clean up after a test, and only processes of their own have those.
    pool: 'forks',
    // Each file has a VS Code and a browser.
    fileParallelism: false,
    testTimeout: 120_000,
    expect: { poll: { timeout: 20_000 } },
    hookTimeout: 300_000,
    teardownTimeout: 30_000,
  },
});
