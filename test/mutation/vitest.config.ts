import { defineConfig, type Plugin } from 'vitest/config';
import { KeptThread } from './keptThread.ts';

/** Which folder of test/unit tries the mutants. */
const folder = process.env['Z_IMAGE_MUTATION_TESTS'] ?? '*';

const keptThread: Plugin = {
  name: 'kept-thread',
  configureVitest({ project }) {
    // Set here, since Stryker says otherwise on its command line.
    Object.assign(project.config, {
      pool: 'kept',
      poolRunner: { name: 'kept', createPoolWorker: (options) => new KeptThread(options) },
    } satisfies Partial<typeof project.config>);
  },
};

export default defineConfig({
  plugins: [keptThread],
  test: {
    include: [`test/unit/${folder}/**/*.test.ts`],
    setupFiles: ['test/mutation/fewRuns.ts'],
  },
});
