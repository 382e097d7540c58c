import type { ChaosHost } from '../chaosHost.ts';
import { heal, judge } from './heal.ts';
import { moneyFaults } from './laws.ts';
import { Play } from './play.ts';
import { Scene } from './scene.ts';
import { lookAt, type Seen } from './seen.ts';
import { described, type Sequence } from './steps.ts';
import type { Tally } from './tally.ts';

type Outcome =
  | { readonly outcome: 'lawful'; readonly line: string }
  | { readonly outcome: 'broken'; readonly line: string }
  /** VS Code did not bring its extension host back, which is no fault of ours. */
  | { readonly outcome: 'hostLost'; readonly line: string; readonly problems: readonly string[] };

/** Plays one sequence and judges it. A dead host is judged by the money alone, as the disk and the service have it. */
export async function runSequence(
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
      const could = await play.perform(step);
      done.push(could ? described(step) : `(${described(step)})`);
      tally.add(could ? `step ${step.step}` : `step ${step.step}, in vain`);
    }
    await heal(scene, play, sequence.healing);
    const { seen, problems } = await judge(scene);
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
    const problems = moneyFaults(await lookAt(scene, []), { settled: false });
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
