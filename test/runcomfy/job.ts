import type { GenerationInput } from './input.ts';
import type { Ended } from './replies.ts';

export const jobStates = ['in_queue', 'in_progress', 'completed', 'failed', 'cancelled'] as const;
export type JobState = (typeof jobStates)[number];

/** Where a job can be held until a test lets it go. */
export const gates = ['in_queue', 'in_progress'] as const;
export type Gate = (typeof gates)[number];

/** How a job will go; a switch at its submit may decide otherwise. */
export interface JobPlan {
  readonly fails?: {
    /** Status has no documented word for failure, so that by default it says `completed`. */
    readonly statusWord: string;
    readonly error: unknown;
  };
  readonly neverEnds?: boolean;
}

export interface Job {
  readonly requestId: string;
  readonly account: string;
  readonly model: string;
  readonly received: Readonly<Record<string, unknown>>;
  readonly input: GenerationInput;
  readonly plan: JobPlan;
  readonly history: { readonly state: JobState; readonly at: string }[];
  readonly passedGates: Set<Gate>;
  /** Raised when its links expired: the next result names fresh ones. */
  linkVersion: number;
  answer: Ended;
  answerStatus: number | null;
}

export function stateOf(job: Job): JobState {
  return job.history.at(-1)!.state;
}

export function isFinished(job: Job): boolean {
  return !isGate(stateOf(job));
}

export function isGate(state: JobState): state is Gate {
  return state === 'in_queue' || state === 'in_progress';
}

export function enter(job: Job, state: JobState): void {
  job.history.push({ state, at: new Date().toISOString() });
}

export function statusWord(job: Job): string {
  const state = stateOf(job);
  return state === 'failed' ? (job.plan.fails?.statusWord ?? 'completed') : state;
}

export function resultWord(job: Job): string {
  const state = stateOf(job);
  return state === 'completed' ? 'succeeded' : state;
}
