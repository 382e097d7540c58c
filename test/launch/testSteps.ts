import assert from 'node:assert/strict';
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { proveLanguages } from '../renderers/proof.ts';
import { startLocalRunComfy } from '../runcomfy/server.ts';
import type { Counts } from './counts.ts';
import { temporaryFolder } from './ending.ts';
import { FailedTests } from './failedTests.ts';
import { runHostTests } from './hostTests.ts';
import { vscodeVersions } from './hosts.ts';
import type { VscodeVersion } from './hosts.ts';
import { projectFolder } from './project.ts';
import { check, fuzz, matrix, packageStep, script, vscodeStep, type Stage } from './steps.ts';
import { runVitest } from './vitestRun.ts';

/** `npm test`: all that CI runs. */
export const testStages: readonly Stage[] = [
  [
    [
      { name: 'format', run: () => check('prettier', '--check', '--log-level', 'warn', '.') },
      { name: 'lint', run: () => check('eslint', '--max-warnings=0', '.') },
      { name: 'types', run: () => script('types') },
      { name: 'knip', run: () => check('knip') },
      { name: 'l10n', run: checkStrings },
    ],
    [packageStep, { name: 'bundle', run: () => script('bundle-host-tests') }],
    [vscodeStep],
    [
      { name: 'unit', run: () => runVitest() },
      { name: 'fuzz', run: () => fuzz({ times: 1 }) },
      { name: 'renderers', run: renderers },
    ],
  ],
  // A VS Code takes both cores to start, so these follow each other.
  [
    [
      ...vscodeVersions.map((version) => ({ name: `host-${version}`, run: () => hostTests(version) })),
      { name: 'e2e', run: () => runVitest('--config', 'test/e2e/vitest.config.ts') },
      { name: 'chaos', run: () => matrix({ short: true }) },
    ],
  ],
];

/** Three pictures in each document language whose own tool npm has; `npm run test:renderers` has the rest. */
async function renderers(): Promise<Counts> {
  const lines: string[] = [];
  const seed = Date.now() % 1_000_000;
  const counts = await proveLanguages({ seed, short: true, only: [], report: (line) => lines.push(line) });
  if (counts.failed > 0) throw new FailedTests(counts, lines.join('\n'));
  return counts;
}

/** Every text that people see is in the bundle that translators get, and nothing else is. */
async function checkStrings(): Promise<undefined> {
  const fresh = temporaryFolder('l10n');
  try {
    await check('vscode-l10n-dev', 'export', '--outDir', fresh.path, 'src');
    const read = (folder: string): unknown =>
      JSON.parse(readFileSync(join(folder, 'bundle.l10n.json'), 'utf8'));
    assert.deepEqual(read(join(projectFolder, 'l10n')), read(fresh.path), 'Run: npm run l10n');
  } finally {
    fresh.remove();
  }
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
