import type { Armed, Arming, Disarm } from './controlShapes.ts';
import { isFinished, stateOf } from './job.ts';
import { matches, type Matchable } from './matching.ts';
import { seededRandom, type Random } from './random.ts';
import type { Moment, Visit } from './switches/switch.ts';
import { switches, type SwitchId } from './switches.ts';

export interface Candidate {
  readonly visit: Visit;
  readonly subject: Matchable;
  readonly costAsked: boolean;
  /** A refused request is not carried out, so that its answer cannot be changed afterwards. */
  readonly refused: boolean;
}

interface Standing {
  readonly id: string;
  readonly arming: Arming;
  readonly random: Random;
  left: number | null;
  fired: number;
}

/** The armed switches. At most one fires for a request: the one that was armed first. */
export class Armory {
  readonly #standing: Standing[] = [];
  #armings = 0;

  arm(arming: Arming, seed: number): string {
    const { endpoint } = arming;
    if (endpoint !== undefined && !switches[arming.switch].endpoints.includes(endpoint)) {
      throw new Error(`The switch ${arming.switch} does not reach ${endpoint}`);
    }
    this.#armings += 1;
    const id = String(this.#armings);
    const random = seededRandom('share', seed, this.#armings);
    this.#standing.push({ id, arming, random, left: arming.next ?? null, fired: 0 });
    return id;
  }

  disarm(which: Disarm): void {
    const kept = this.#standing.filter(
      ({ id, arming }) => (which.id ?? id) !== id || (which.switch ?? arming.switch) !== arming.switch,
    );
    this.#standing.splice(0, this.#standing.length, ...kept);
  }

  list(): readonly Armed[] {
    return this.#standing.map(({ id, arming, left, fired }) => ({ id, arming, left, fired }));
  }

  /** The switch that fires for this request; its count goes down. */
  pick(candidate: Candidate): SwitchId | null {
    const chosen = this.#standing.find((standing) => isDue(standing, candidate));
    if (chosen === undefined) return null;
    chosen.fired += 1;
    if (chosen.left !== null) chosen.left -= 1;
    return chosen.arming.switch;
  }
}

function isDue(
  { arming, left, random }: Standing,
  { visit, subject, costAsked, refused }: Candidate,
): boolean {
  const { endpoints, moment, effect } = switches[arming.switch];
  return (
    left !== 0 &&
    endpoints.includes(visit.endpoint) &&
    (arming.endpoint ?? visit.endpoint) === visit.endpoint &&
    (arming.index ?? visit.pictureIndex) === visit.pictureIndex &&
    matches(arming, subject) &&
    (effect.kind === 'instead' || !refused) &&
    (moment === undefined || isMoment(moment, visit, costAsked)) &&
    (arming.share === undefined || random() < arming.share)
  );
}

function isMoment(moment: Moment, { job }: Visit, costAsked: boolean): boolean {
  if (job === null) return false;
  const state = stateOf(job);
  switch (moment) {
    case 'queued':
      return state === 'in_queue';
    case 'running':
      return state === 'in_progress';
    case 'unfinished':
      return !isFinished(job);
    case 'succeeded':
      return state === 'completed';
    case 'succeeded with several pictures':
      return state === 'completed' && job.input.num_images > 1;
    case 'finished, with cost asked for':
      return isFinished(job) && costAsked;
    case 'finished, without cost asked for':
      return isFinished(job) && !costAsked;
    case 'cancelled':
      return state === 'cancelled';
  }
}
