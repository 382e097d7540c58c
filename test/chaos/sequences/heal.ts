import { isSettled, type GenerationRecord } from '../../../src/records/generationRecord.ts';
import { until } from '../../launch/until.ts';
import { problemsOf } from './laws.ts';
import { noticesOf } from './notices.ts';
import { listen, useToken } from './person.ts';
import type { Play } from './play.ts';
import type { Scene } from './scene.ts';
import { lookAt, type Seen } from './seen.ts';
import type { Sequence } from './steps.ts';

const quietPatience = 60_000;
const lawPatience = 60_000;

/** All is well again, and VS Code starts anew where something is left: then every job must come to its end. */
export async function heal(scene: Scene, play: Play, { patient, by }: Sequence['healing']): Promise<void> {
  await play.endFaults();
  // What is judged before it has begun would be told of the next sequence.
  await play.ordersCome();
  if (patient) {
    await until('what runs', () => (isQuiet(scene, true) ? true : undefined), 15_000).catch(() => undefined);
  }
  await listen(scene);
  await scene.host.command('notifications.hideList');
  if (scene.has('another token')) {
    await healTokens(scene);
  }
  // Who waited has been told all, unless something could not go on, or was not ordered at all.
  if (!scene.records().every((record) => isSettled(record) || (patient && wasTold(record)))) {
    await play.perform({ step: by });
  }
  await until('the end of all jobs', () => (isQuiet(scene, false) ? true : undefined), quietPatience).catch(
    () => undefined,
  );
}

/** Jobs of the other account come home with its token, and then the first one is used again. */
async function healTokens(scene: Scene): Promise<void> {
  const others = (await scene.ledger()).filter(({ account }) => account === 'other');
  const isOther = (record: GenerationRecord): boolean =>
    others.some(({ requestId }) => 'requestId' in record.state && record.state.requestId === requestId);
  const isUnderWay = (record: GenerationRecord): boolean =>
    isOther(record) && ['accepted', 'finished'].includes(record.state.step);
  if (scene.records().some(isUnderWay)) {
    await useToken(scene, 'other');
    await until('the jobs of the other account', () =>
      scene.records().some(isUnderWay) ? undefined : true,
    ).catch(() => undefined);
  }
  await useToken(scene, 'back');
}

/** By a message: what is in the gallery alone is told by one at the next start. */
function wasTold({ state, delivery }: GenerationRecord): boolean {
  return (state.step === 'unknown' && delivery.kind === 'insert') || state.step === 'stored';
}

/** While those who ordered are still here, what is intended is on its way, and what is paused is not. */
function isQuiet(scene: Scene, stillHere: boolean): boolean {
  return scene
    .records()
    .every(
      ({ id, state, paused }) =>
        (stillHere && paused !== null) ||
        (state.step === 'intended'
          ? !stillHere || scene.interrupted.has(id)
          : !['submitting', 'accepted', 'finished'].includes(state.step)),
    );
}

/** What is told and delivered at the end may come a moment later than the record of it: it is waited for. */
export async function judge(
  scene: Scene,
): Promise<{ readonly seen: Seen; readonly problems: readonly string[] }> {
  let seen = await lookAt(scene, []);
  let problems: string[] = [];
  const look = async (): Promise<true | undefined> => {
    const said = (await noticesOf(scene.host)).map(({ text }) => text);
    seen = await lookAt(scene, said);
    problems = problemsOf(seen);
    return problems.length === 0 ? true : undefined;
  };
  await until('the laws', look, lawPatience).catch(() => undefined);
  await scene.host.command('notifications.hideList');
  return { seen, problems };
}
