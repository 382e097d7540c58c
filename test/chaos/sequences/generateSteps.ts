import { gates } from '../../runcomfy/job.ts';
import { seededRandom, type Random } from '../../runcomfy/random.ts';
import { quickSwitches } from '../cells.ts';
import { diskErrors, type Plan } from '../injector/plan.ts';
import { changes, stages, type Sequence, type Step } from './steps.ts';

/** About as many operations as two pictures make; a plan for one that never comes does not fire. */
const mostOperations = 32;
const minutes = [-24 * 60, -60, 1, 31, 24 * 60, 31 * 24 * 60];

/** The sequence with this number: always the same for the same seed. */
export function sequenceOf(seed: number, number: number): Sequence {
  const random = seededRandom('host sequence', seed, number);
  const length = 3 + Math.floor(random() * 6);
  const steps: Step[] = [];
  while (steps.length < length) {
    // Without an order nothing is at stake; what is armed before it can reach it.
    const isLate = steps.length === 2 && !steps.some(isOrder);
    steps.push(isLate ? insertion(random) : stepOf(random, steps.some(isOrder) ? kinds : before));
  }
  return { steps, healing: { patient: random() < 0.6, by: random() < 0.95 ? 'kill' : 'reload' } };
}

const faults = quickSwitches();
/** These decide about money, and make the person choose. */
const submitFaults = faults.filter(({ endpoint }) => endpoint === 'submit');

function isOrder({ step }: Step): boolean {
  return step === 'insert' || step === 'gallery';
}

type Kinds = readonly (readonly [number, (random: Random) => Step])[];

/** What can come before the first order. */
const before: Kinds = [
  [24, insertion],
  [6, (random) => ({ step: 'gallery', newDocument: random() < 0.5, until: oneOf(random, stages) })],
  [18, (random) => ({ step: 'switch', ...oneOf(random, random() < 0.4 ? submitFaults : faults) })],
  [6, (random) => ({ step: 'hold', at: oneOf(random, gates) })],
  [12, (random) => ({ step: 'disk', plan: diskPlan(random) })],
  [3, (random) => ({ step: 'token', which: oneOf(random, ['other', 'revoked', 'back'] as const) })],
  [4, (random) => ({ step: 'clock', minutes: oneOf(random, minutes) })],
];

const kinds: Kinds = [
  ...before,
  [4, () => ({ step: 'release' })],
  [8, () => ({ step: 'kill' })],
  [2, () => ({ step: 'reload' })],
  [9, (random) => ({ step: 'cancel', how: oneOf(random, ['order', 'one', 'all', 'twice'] as const) })],
  [9, (random) => ({ step: 'document', change: oneOf(random, changes), pick: pick(random) })],
  [12, (random) => ({ step: 'press', pick: pick(random) })],
];

function stepOf(random: Random, from: Kinds): Step {
  let left = random() * from.reduce((sum, [weight]) => sum + weight, 0);
  const found = from.find(([weight]) => (left -= weight) < 0);
  return (found ?? from[0]!)[1](random);
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
