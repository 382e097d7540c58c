import { join } from 'node:path';
import type { MutatedFolder } from './folders.ts';

/** Where a run keeps its copy of the project, and where it reports to. */
interface Places {
  readonly sandbox: string;
  readonly report: string;
}

/** What Stryker is to do with one folder. It fails below 80 percent. */
export function strykerOptions(folder: MutatedFolder, { sandbox, report }: Places): object {
  return {
    mutate: [`src/${folder}/**/*.ts`],
    testRunner: 'vitest',
    vitest: { configFile: join('test', 'mutation', 'vitest.config.ts'), related: false },
    coverageAnalysis: 'perTest',
    // What runs once, when a module is loaded, would need all tests for each mutant.
    ignoreStatic: true,
    concurrency: 2,
    // Long enough for a busy machine: what is too slow counts as found.
    timeoutMS: 10_000,
    timeoutFactor: 2,
    dryRunTimeoutMinutes: 20,
    thresholds: { high: 90, low: 80, break: 80 },
    reporters: ['progress-append-only', 'clear-text', 'json'],
    clearTextReporter: { allowColor: false, allowEmojis: false, logTests: false },
    jsonReporter: { fileName: report },
    tempDirName: sandbox,
    ignorePatterns: ['dist', 'media', 'test/results', '*.vsix'],
    // It would ask for a TypeScript of its own; the tests run without types.
    tsconfigFile: 'none',
    disableTypeChecks: false,
    allowConsoleColors: false,
  };
}
