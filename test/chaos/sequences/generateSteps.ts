import { gates } from '../../runcomfy/job.ts';
import { seededRandom, type Random } from '../../runcomfy/random.ts';
import { quickSwitches } from '../cells.ts';
import { diskErrors, type Plan } from '../injector/plan.ts';
import { changes, stages, type Sequence, type Step } from './steps.ts';

/** About as many operations as two pictures make; a plan for one that never comes does not fire. */
const mostOperations = 40;
const minutes = [-24 * 60, -60, 1, 31, 24 * 60, 31 * 24 * 60];

/** The sequence with this number: always the same for the same seed. */
export function sequenceOf(seed: number, number: number): Sequence {
  const random = seededRandom('host sequence', seed, number);
  const length = 3 + Math.floor(random() * 6);
  const steps = Array.from({ length }, () => stepOf(random));
  // Without an order nothing is at stake; what was armed before it can reach it.
  if (!steps.some(isOrder)) {
    steps[Math.floor(random() * 3)] = insertion(random);
  }
  return { steps, healing: { patient: random() < 0.5, by: random() < 0.85 ? 'kill' : 'reload' } };
}

function isOrder({ step }: Step): boolean {
  return step === 'insert' || step === 'gallery';
}

const kinds: readonly (readonly [number, (random: Random) => Step])[] = [
  [24, insertion],
  [6, (random) => ({ step: 'gallery', newDocument: random() < 0.5, until: oneOf(random, stages) })],
  [18, (random) => ({ step: 'switch', ...oneOf(random, quickSwitches()) })],
  [6, (random) => ({ step: 'hold', at: oneOf(random, gates) })],
  [5, () => ({ step: 'release' })],
  [12, (random) => ({ step: 'disk', plan: diskPlan(random) })],
  [7, () => ({ step: 'kill' })],
  [4, () => ({ step: 'reload' })],
  [9, (random) => ({ step: 'cancel', how: oneOf(random, ['order', 'one', 'all', 'twice'] as const) })],
  [9, (random) => ({ step: 'document', change: oneOf(random, changes), pick: pick(random) })],
  [12, (random) => ({ step: 'press', pick: pick(random) })],
  [3, (random) => ({ step: 'token', which: oneOf(random, ['other', 'revoked', 'back'] as const) })],
  [5, (random) => ({ step: 'clock', minutes: oneOf(random, minutes) })],
];

function stepOf(random: Random): Step {
  let left = random() * kinds.reduce((sum, [weight]) => sum + weight, 0);
  const found = kinds.find(([weight]) => (left -= weight) < 0);
  return (found ?? kinds[0]!)[1](random);
}

function insertion(random: Random): Step {
  return {
    step: 'insert',
    count: random() < 0.6 ? 1 : 2 + Math.floor(random() * 2),
    newDocument: random() < 0.4,
    until: oneOf(random, stages),
  };
}

function diskPlan(random: Random): Plan {
  const operation = 1 + Math.floor(random() * mostOperations);
  const which = random();
  if (which < 0.15) {
    return { fault: 'killAtEdit', words: '![' };
  }
  return which < 0.55
    ? { fault: 'killAtDisk', operation, moment: oneOf(random, ['before', 'within', 'after'] as const) }
    : { fault: 'diskError', operation, code: oneOf(random, diskErrors), lasting: random() < 0.5 };
}

function pick(random: Random): number {
  return Math.floor(random() * 1000);
}

function oneOf<Item>(random: Random, items: readonly Item[]): Item {
  return items[Math.floor(random() * items.length)]!;
}
