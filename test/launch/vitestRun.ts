import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Counts } from './counts.ts';
import { temporaryFolder } from './ending.ts';
import { FailedTests } from './failedTests.ts';
import { run } from './processes.ts';
import { projectFolder } from './project.ts';

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
}

/** Runs vitest and counts by its JSON report. */
export async function runVitest(...chosen: readonly string[]): Promise<Counts> {
  const folder = temporaryFolder('vitest');
  const reportFile = join(folder.path, 'report.json');
  const vitest = join(projectFolder, 'node_modules', 'vitest', 'vitest.mjs');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`];
  try {
    await run(process.execPath, [vitest, 'run', ...chosen, ...reporters], { folder: projectFolder });
    return countsIn(reportFile);
  } catch (error) {
    if (!(error instanceof Error && existsSync(reportFile))) throw error;
    const counts = countsIn(reportFile);
    // A file that could not be loaded has no tests to fail.
    throw new FailedTests({ ...counts, failed: Math.max(counts.failed, 1) }, error.message);
  } finally {
    folder.remove();
  }
}

function countsIn(reportFile: string): Counts {
  const report = JSON.parse(readFileSync(reportFile, 'utf8')) as VitestReport;
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}
