import { defineConfig } from 'vitest/config';

// No test is about time: a limit is only for what hangs.
export default defineConfig({ test: { include: ['test/unit/**/*.test.ts'], testTimeout: 120_000 } });
