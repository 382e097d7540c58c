import { join } from 'node:path';
import { runMatrix } from '../chaos/matrix.ts';
import { findChromium } from './chromium.ts';
import type { Counts } from './counts.ts';
import { FailedTests } from './failedTests.ts';
import { vscodeVersions } from './hosts.ts';
import { installHost } from './install.ts';
import { npmScript } from './npm.ts';
import { run } from './processes.ts';
import { projectFolder } from './project.ts';
import { runVitest } from './vitestRun.ts';

export interface TestStep {
  readonly name: string;
  /** Fails with what it printed. Only steps that run tests count. */
  readonly run: () => Promise<Counts | undefined>;
}

/** Steps that run one after the other. */
export type Lane = readonly TestStep[];

/** Lanes that run side by side; the next stage begins when all have ended well. */
export type Stage = readonly Lane[];

export const packageStep: TestStep = { name: 'package', run: () => script('package') };

/** Fetched once for the machine, and by nobody twice: later steps find it there. */
export const vscodeStep: TestStep = { name: 'vscode', run: fetchVscode };

export async function check(program: string, ...programArguments: string[]): Promise<undefined> {
  await run(join(projectFolder, 'node_modules', '.bin', program), programArguments, {
    folder: projectFolder,
  });
  return undefined;
}

export async function script(name: string): Promise<undefined> {
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

/** So many times as many runs as in the short form: with a seed that is always the same, and with a new one. */
export function fuzz({ times }: { readonly times: number }): Promise<Counts> {
  const seeds = process.env['FUZZ_SEEDS'] ?? `20260304,${Math.floor(Math.random() * 2 ** 31)}`;
  console.log(`fuzz: the seeds are ${seeds}`);
  Object.assign(process.env, { FUZZ_SEEDS: seeds, FUZZ_TIMES: String(times) });
  return runVitest('--config', 'test/fuzz/vitest.config.ts');
}

/** The long form prints each cell as it is proven; the short one only where something is broken. */
export async function matrix({ short }: { readonly short: boolean }): Promise<Counts> {
  const lines: string[] = [];
  const counts = await runMatrix({ short, report: short ? (line) => lines.push(line) : console.log });
  if (counts.failed > 0) throw new FailedTests(counts, lines.join('\n'));
  return counts;
}
