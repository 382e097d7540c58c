import type { Counts } from '../launch/counts.ts';
import { ChaosHost } from './chaosHost.ts';
import { sequenceOf } from './sequences/generateSteps.ts';
import { heal, judge } from './sequences/heal.ts';
import { moneyFaults } from './sequences/laws.ts';
import { Play } from './sequences/play.ts';
import { Scene } from './sequences/scene.ts';
import { lookAt, type Seen } from './sequences/seen.ts';
import { described, type Sequence } from './sequences/steps.ts';
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

type Outcome =
  | { readonly outcome: 'lawful'; readonly line: string }
  | { readonly outcome: 'broken'; readonly line: string }
  /** VS Code did not bring its extension host back, which is no fault of ours. */
  | { readonly outcome: 'hostLost'; readonly line: string; readonly problems: readonly string[] };

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

async function runSequence(
  host: ChaosHost,
  sequence: Sequence,
  name: string,
  tally: Tally,
): Promise<Outcome> {
  const scene = await Scene.begin(host, name);
  const play = new Play(scene);
  const done: string[] = [];
  const begun = Date.now();
  const line = (what: string): string =>
    `${name} [${done.join(', ')}; heal ${sequence.healing.patient ? 'patiently ' : ''}by ${sequence.healing.by}] ${what}, ${((Date.now() - begun) / 1000).toFixed(1)} s`;
  try {
    for (const step of sequence.steps) {
      const t0 = Date.now();
      const could = await play.perform(step);
      done.push(
        (could ? described(step) : `(${described(step)})`) + ` ${((Date.now() - t0) / 1000).toFixed(1)}s`,
      );
      tally.add(could ? `step ${step.step}` : `step ${step.step}, in vain`);
    }
    const t1 = Date.now();
    await heal(scene, play, sequence.healing);
    const t2 = Date.now();
    const { seen, problems } = await judge(scene);
    const t3 = Date.now();
    done.push(`heal ${t2 - t1} judge ${t3 - t2}`);
    tally.addSeen(seen);
    await leave(scene, play);
    const paid = `paid ${seen.ledger.length}, ${seen.records.map(({ state }) => state.step).join(' ')}`;
    return problems.length === 0
      ? { outcome: 'lawful', line: line(paid) }
      : {
          outcome: 'broken',
          line: [line(`${paid}: ${problems.join('; ')}`), ...evidence(seen)].join('\n      '),
        };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const isWell = await play.awake().then(
      () => host.isWell(),
      () => false,
    );
    if (isWell) {
      await leave(scene, play).catch(() => undefined);
      return { outcome: 'broken', line: line(why) };
    }
    const problems = moneyFaults(await lookAt(scene, [])).filter((problem) => problem.includes('paid'));
    return { outcome: 'hostLost', line: line([why, ...problems].join('; ')), problems };
  }
}

/** What was seen of a sequence that is not lawful, for whoever looks for the reason. */
function evidence({ records, said, heard, pages, log }: Seen): string[] {
  return [
    ...records.map(
      ({ altText, state, paused, delivery }) =>
        `record ${altText}: ${JSON.stringify({ state, paused, delivery })}`,
    ),
    `said: ${JSON.stringify(said)}`,
    `heard: ${JSON.stringify([...heard])}`,
    ...pages.map(({ page, text }) => `${page.file}, ${page.place ?? 'deleted'}: ${JSON.stringify(text)}`),
    ...log.map(
      (entry) =>
        `${entry.at} ${entry.prompt ?? ''} ${entry.endpoint ?? ''} ${entry.status ?? ''} ${entry.fired ?? ''}`,
    ),
  ];
}

/** For the next sequence nothing is left. */
async function leave(scene: Scene, play: Play): Promise<void> {
  await play.endFaults();
  scene.forget();
  await scene.host.clear();
}
