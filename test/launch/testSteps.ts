import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { startLocalRunComfy } from '../runcomfy/server.ts';
import type { Counts } from './counts.ts';
import { temporaryFolder } from './ending.ts';
import { FailedTests } from './failedTests.ts';
import { runHostTests } from './hostTests.ts';
import { vscodeVersions } from './hosts.ts';
import type { VscodeVersion } from './hosts.ts';
import { npmScript } from './npm.ts';
import { run } from './processes.ts';
import { projectFolder } from './project.ts';
import { runVitest } from './vitestRun.ts';

export interface TestStep {
  readonly name: string;
  /** Fails with what it printed. Only steps that run tests count. */
  readonly run: () => Promise<Counts | undefined>;
}

export const steps: readonly TestStep[] = [
  { name: 'format', run: () => check('prettier', '--check', '--log-level', 'warn', '.') },
  { name: 'lint', run: () => check('eslint', '--max-warnings=0', '.') },
  { name: 'types', run: () => script('types') },
  { name: 'knip', run: () => check('knip') },
  { name: 'unit', run: () => runVitest() },
  { name: 'package', run: () => script('package') },
  { name: 'e2e', run: () => runVitest('--config', 'test/e2e/vitest.config.ts') },
  // This makes the tests for the extension host too, and not the .vsix, so it comes after what that is needed for.
  { name: 'build', run: () => script('build') },
  ...vscodeVersions.map((version) => ({ name: `host-${version}`, run: () => hostTests(version) })),
];

async function check(program: string, ...programArguments: string[]): Promise<undefined> {
  await run(join(projectFolder, 'node_modules', '.bin', program), programArguments, {
    folder: projectFolder,
  });
  return undefined;
}

async function script(name: string): Promise<undefined> {
  await npmScript(name);
  return undefined;
}

async function hostTests(version: VscodeVersion): Promise<Counts> {
  const lines: string[] = [];
  const workspace = temporaryFolder('workspace');
  const runcomfy = await startLocalRunComfy();
  try {
    cpSync(join(projectFolder, 'test', 'host', 'workspace'), workspace.path, { recursive: true });
    const counts = await runHostTests({
      version,
      extensionPath: projectFolder,
      testsPath: join(projectFolder, 'dist', 'test', 'host', 'index.js'),
      workspace: workspace.path,
      settings: { 'zImage.apiBaseUrl': runcomfy.apiUrl },
      environment: { RUNCOMFY_API_TOKEN: runcomfy.token, Z_IMAGE_CONTROL_URL: runcomfy.controlUrl },
      onLine: (line) => lines.push(line),
    });
    if (counts.failed > 0) throw new FailedTests(counts, lines.join('\n'));
    return counts;
  } finally {
    await runcomfy.close();
    workspace.remove();
  }
}
