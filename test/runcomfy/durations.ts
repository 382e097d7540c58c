import { seededRandom } from './random.ts';

export interface Durations {
  readonly typicalMilliseconds: number;
  /** 0.4: between 60 % and 140 % of the typical duration. */
  readonly spread: number;
  /** The share of jobs that find no warm machine. */
  readonly coldStartShare: number;
  readonly coldStartMilliseconds: number;
}

/** No figure is published for this model; eight distilled steps take seconds elsewhere. */
export const lifelike: Durations = {
  typicalMilliseconds: 3_500,
  spread: 0.4,
  coldStartShare: 0.06,
  coldStartMilliseconds: 12_000,
};

/** A job that is not held is finished as soon as a worker takes it, with no timer between. */
export const instant: Durations = {
  typicalMilliseconds: 0,
  spread: 0,
  coldStartShare: 0,
  coldStartMilliseconds: 0,
};

export function durationOf(durations: Durations, seed: number, jobNumber: number): number {
  const random = seededRandom('duration', seed, jobNumber);
  const typical = durations.typicalMilliseconds * (1 + durations.spread * (random() * 2 - 1));
  return typical + (random() < durations.coldStartShare ? durations.coldStartMilliseconds : 0);
}
