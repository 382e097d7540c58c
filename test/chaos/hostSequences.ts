import type { Counts } from '../launch/counts.ts';
import { ChaosHost } from './chaosHost.ts';
import { sequenceOf } from './sequences/generateSteps.ts';
import { runSequence } from './sequences/runSequence.ts';
import { Tally } from './sequences/tally.ts';

export interface SequencesOptions {
  readonly seed: number;
  readonly count: number;
  /** The number of the first; 1 by default. */
  readonly first?: number;
  /** Only the sequences with these numbers. */
  readonly only?: readonly number[];
  readonly report: (line: string) => void;
}

/** A host that has been killed and reloaded so often is slow, and its logs are long. */
const sequencesOfHost = 50;

const settings = {
  'zImage.numImages': 2,
  'zImage.maxConcurrentGenerations': 2,
  // What nobody needs here, and what takes time at each start of an extension host.
  'git.enabled': false,
  'npm.autoDetect': 'off',
  'emmet.excludeLanguages': ['markdown'],
  'chat.disableAIFeatures': true,
  'workbench.reduceMotion': 'on',
};

/** Random sequences of what a person does and what breaks, in the extension host of a real VS Code. */
export async function runHostSequences({
  seed,
  count,
  first = 1,
  only,
  report,
}: SequencesOptions): Promise<Counts> {
  const numbers = only ?? Array.from({ length: count }, (_, at) => first + at);
  report(`Seed ${seed}, ${numbers.length} sequences.`);
  const tally = new Tally();
  const counts = { passed: 0, failed: 0, skipped: 0 };
  let host = await ChaosHost.start(settings);
  try {
    for (const [at, number] of numbers.entries()) {
      if (at > 0 && at % sequencesOfHost === 0) {
        host = await another(host);
      }
      const sequence = sequenceOf(seed, number);
      let outcome = await runSequence(host, sequence, String(number), tally);
      if (outcome.outcome === 'hostLost') {
        tally.add('hosts lost');
        report(`lost  ${outcome.line}`);
        counts.failed += outcome.problems.length > 0 ? 1 : 0;
        host = await another(host);
        outcome = await runSequence(host, sequence, `${number}b`, tally);
      }
      report(`${outcome.outcome === 'lawful' ? 'ok   ' : 'FAIL '} ${outcome.line}`);
      counts[outcome.outcome === 'lawful' ? 'passed' : 'failed'] += 1;
      if (outcome.outcome === 'hostLost') {
        host = await another(host);
      }
    }
    report(`Seed ${seed}: ${counts.passed} sequences lawful, ${counts.failed} not.`);
    for (const line of tally.lines()) {
      report(line);
    }
    return counts;
  } finally {
    await host.end();
  }
}

async function another(host: ChaosHost): Promise<ChaosHost> {
  await host.end();
  return ChaosHost.start(settings);
}
