import type { FailureKind } from '../../../src/failure.ts';
import type { RunOutcome } from '../../../src/generation/outcome.ts';
import type { Cancellation } from '../../../src/generation/service.ts';
import type { PictureOrder } from '../../runcomfy/picture.ts';
import type { Endpoint } from '../../runcomfy/switches/switch.ts';

/** The endpoints that a job's way leads past. */
export type JobEndpoint = Exclude<Endpoint, 'catalogue'>;

/** How a whole job ends. */
export interface Ending {
  readonly outcome: RunOutcome['outcome'];
  readonly failure: FailureKind | null;
  /** Jobs in the service's ledger. */
  readonly paid: number;
  /** Pictures on the disk, each the one that the service drew. */
  readonly pictures: number;
  /** What a person who cancelled was told. */
  readonly told: Cancellation['outcome'] | null;
  /** For a job that stays open: how it ends when the trouble is over and the next window goes on with it. */
  readonly later: Ending | null;
}

/** As often as a switch fires: for one request, or for every one that it reaches. */
export type Times = 'once' | 'always';

/** The pictures that the service draws where they are not the ones that were ordered. */
export type Drawn = Partial<Pick<PictureOrder, 'format' | 'size'>>;

export interface Cell {
  readonly ends: Readonly<Record<Times, Ending>>;
  readonly drawn: Drawn;
  /** Why no request of the product's ever makes the switch fire. */
  readonly outOfReach: string | null;
}

/** The cells of a switch, one for each endpoint that it reaches. */
export type Row = Readonly<Partial<Record<JobEndpoint, Cell>>>;

/** The rows of a list of switches: one that is missing, or that is none, is a fault of types. */
export type Rows<List> = Readonly<Record<keyof List, Row>>;

const nothing = { failure: null, paid: 1, pictures: 0, told: null, later: null } as const;

export function stored(pictures = 1): Ending {
  return { ...nothing, outcome: 'stored', pictures };
}

export function cancelled(): Ending {
  return { ...nothing, outcome: 'cancelled' };
}

export function rejected(failure: FailureKind): Ending {
  return { ...nothing, outcome: 'rejected', failure, paid: 0 };
}

export function unknown(failure: FailureKind, { paid }: { paid: 0 | 1 }): Ending {
  return { ...nothing, outcome: 'unknown', failure, paid };
}

export function failed(failure: FailureKind): Ending {
  return { ...nothing, outcome: 'failed', failure };
}

export function paused(failure: FailureKind, later = stored()): Ending {
  return { ...nothing, outcome: 'paused', failure, later };
}

export function told(what: Cancellation['outcome'], ending: Ending): Ending {
  return { ...ending, told: what };
}

/** The same whether the switch fires once or always. */
export function cell(ending: Ending, drawn: Drawn = {}): Cell {
  return { ends: { once: ending, always: ending }, drawn, outOfReach: null };
}

/** Fired once, it does no harm; always, the job ends so. */
export function harmlessOnce(always: Ending): Cell {
  return { ends: { once: stored(), always }, drawn: {}, outOfReach: null };
}

export function outOfReach(why: string): Cell {
  return { ...cell(stored()), outOfReach: why };
}

/** It is the picture itself that comes home. */
export const home = cell(stored());
