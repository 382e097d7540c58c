import assert from 'node:assert/strict';
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findPlants } from '../chaos/findPlants.ts';
import { runHostSequences } from '../chaos/hostSequences.ts';
import { runMatrix } from '../chaos/matrix.ts';
import { proveLanguages } from '../renderers/proof.ts';
import { startLocalRunComfy } from '../runcomfy/server.ts';
import { findChromium } from './chromium.ts';
import type { Counts } from './counts.ts';
import { temporaryFolder } from './ending.ts';
import { FailedTests } from './failedTests.ts';
import { runHostTests } from './hostTests.ts';
import { vscodeVersions } from './hosts.ts';
import type { VscodeVersion } from './hosts.ts';
import { installHost } from './install.ts';
import { npmScript } from './npm.ts';
import { run } from './processes.ts';
import { projectFolder } from './project.ts';
import { runVitest } from './vitestRun.ts';

interface TestStep {
  readonly name: string;
  /** Fails with what it printed. Only steps that run tests count. */
  readonly run: () => Promise<Counts | undefined>;
}

/** Steps that run one after the other. */
export type Lane = readonly TestStep[];

/** Lanes that run side by side; the next stage begins when all have ended well. */
export type Stage = readonly Lane[];

export const stages: readonly Stage[] = [
  [
    [
      { name: 'format', run: () => check('prettier', '--check', '--log-level', 'warn', '.') },
      { name: 'lint', run: () => check('eslint', '--max-warnings=0', '.') },
      { name: 'types', run: () => script('types') },
      { name: 'knip', run: () => check('knip') },
      { name: 'l10n', run: checkStrings },
    ],
    [
      { name: 'package', run: () => script('package') },
      { name: 'bundle', run: () => script('bundle-host-tests') },
    ],
    // Fetched once for the machine, and by nobody twice: later stages find it there.
    [{ name: 'vscode', run: fetchVscode }],
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

export const chaosStages: readonly Stage[] = [
  [
    [
      { name: 'package', run: () => script('package') },
      { name: 'vscode', run: fetchVscode },
      { name: 'sequences', run: longSequences },
      { name: 'matrix', run: () => matrix({ short: false }) },
      { name: 'host-sequences', run: hostSequences },
      { name: 'plants', run: plantedBugs },
      { name: 'networks', run: () => runVitest('--config', 'test/networks/vitest.config.ts') },
      { name: 'fuzz', run: () => fuzz({ times: 25 }) },
    ],
  ],
];

export const looksStages: readonly Stage[] = [
  [
    [
      { name: 'package', run: () => script('package') },
      { name: 'vscode', run: fetchVscode },
      { name: 'looks', run: allLooks },
    ],
  ],
];

function allLooks(): Promise<Counts> {
  process.env['Z_IMAGE_ALL_LOOKS'] = '1';
  return runVitest('--config', 'test/e2e/vitest.config.ts', 'Looks');
}

/** `Z_IMAGE_SEQUENCES` and `Z_IMAGE_SEED` choose how many, and which. */
async function longSequences(): Promise<Counts> {
  process.env['Z_IMAGE_SEQUENCES'] ??= '10000';
  process.env['Z_IMAGE_SEED'] ??= String(Math.floor(Math.random() * 2 ** 31));
  console.log(`${process.env['Z_IMAGE_SEQUENCES']} sequences, seed ${process.env['Z_IMAGE_SEED']}`);
  return runVitest('test/unit/sequences');
}

/** So many times as many runs as in the short form: with a seed that is always the same, and with a new one. */
function fuzz({ times }: { readonly times: number }): Promise<Counts> {
  const seeds = process.env['FUZZ_SEEDS'] ?? `20260304,${Math.floor(Math.random() * 2 ** 31)}`;
  console.log(`fuzz: the seeds are ${seeds}`);
  Object.assign(process.env, { FUZZ_SEEDS: seeds, FUZZ_TIMES: String(times) });
  return runVitest('--config', 'test/fuzz/vitest.config.ts');
}

async function hostSequences(): Promise<Counts> {
  const counts = await runHostSequences({ seed: Date.now() % 1_000_000, count: 200, report: console.log });
  if (counts.failed > 0) throw new FailedTests(counts, '');
  return counts;
}

async function plantedBugs(): Promise<Counts> {
  const counts = await findPlants(console.log);
  if (counts.failed > 0) throw new FailedTests(counts, '');
  return counts;
}

/** The long form prints each cell as it is proven; the short one only where something is broken. */
async function matrix({ short }: { readonly short: boolean }): Promise<Counts> {
  const lines: string[] = [];
  const counts = await runMatrix({ short, report: short ? (line) => lines.push(line) : console.log });
  if (counts.failed > 0) throw new FailedTests(counts, lines.join('\n'));
  return counts;
}

/** Three pictures in each document language whose own tool npm has; `npm run test:renderers` has the rest. */
async function renderers(): Promise<Counts> {
  const lines: string[] = [];
  const seed = Date.now() % 1_000_000;
  const counts = await proveLanguages({ seed, short: true, only: [], report: (line) => lines.push(line) });
  if (counts.failed > 0) throw new FailedTests(counts, lines.join('\n'));
  return counts;
}

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

async function fetchVscode(): Promise<undefined> {
  await findChromium();
  for (const version of vscodeVersions) {
    await installHost(version);
  }
  return undefined;
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
