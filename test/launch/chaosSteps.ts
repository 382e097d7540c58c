import { findPlants } from '../chaos/findPlants.ts';
import { runHostSequences } from '../chaos/hostSequences.ts';
import type { Counts } from './counts.ts';
import { FailedTests } from './failedTests.ts';
import { fuzz, matrix, packageStep, vscodeStep, type Stage } from './steps.ts';
import { runVitest } from './vitestRun.ts';

/** `npm run chaos`: the long proofs that nothing paid for is lost, or paid twice. */
export const chaosStages: readonly Stage[] = [
  [
    [
      packageStep,
      vscodeStep,
      { name: 'sequences', run: longSequences },
      { name: 'matrix', run: () => matrix({ short: false }) },
      { name: 'host-sequences', run: hostSequences },
      { name: 'plants', run: plantedBugs },
      { name: 'networks', run: () => runVitest('--config', 'test/networks/vitest.config.ts') },
      { name: 'fuzz', run: () => fuzz({ times: 25 }) },
    ],
  ],
];

/** `Z_IMAGE_SEQUENCES` and `Z_IMAGE_SEED` choose how many, and which. */
async function longSequences(): Promise<Counts> {
  process.env['Z_IMAGE_SEQUENCES'] ??= '10000';
  process.env['Z_IMAGE_SEED'] ??= String(Math.floor(Math.random() * 2 ** 31));
  console.log(`${process.env['Z_IMAGE_SEQUENCES']} sequences, seed ${process.env['Z_IMAGE_SEED']}`);
  return runVitest('test/unit/sequences');
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
