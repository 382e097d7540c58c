import type { Failure, FailureKind } from '../failure.ts';
import type { StateAt } from '../records/generationRecord.ts';
import type { Cancellation } from './service.ts';

/** Where a generation is, for the person who waits. */
export type Phase =
  | { readonly phase: 'waiting' }
  | { readonly phase: 'sending' }
  | { readonly phase: 'queued'; readonly place: number | null }
  | { readonly phase: 'running' }
  /** The service has it, but does not answer, or not as it should: it is asked again and again. */
  | { readonly phase: 'troubled'; readonly kind: FailureKind }
  | { readonly phase: 'downloading' };

/** A picture that came, before it is checked and put on disk: until the record has it, it is none of the history. */
export interface ComingPicture {
  /** Where our store will have it, if it is whole. */
  readonly path: string;
  /** Null for one that was told and is not whole. */
  readonly bytes: Uint8Array | null;
}

/** How a run ended. Only `paused` and `suspended` leave a job that goes on. */
export type RunOutcome =
  | { readonly outcome: 'stored'; readonly state: StateAt<'stored'> }
  | { readonly outcome: 'rejected'; readonly failure: Failure }
  | { readonly outcome: 'unknown'; readonly failure: Failure }
  | { readonly outcome: 'failed'; readonly failure: Failure }
  | { readonly outcome: 'cancelled'; readonly sent: boolean }
  /** The service has the job, but it cannot be followed now; it stays open. */
  | { readonly outcome: 'paused'; readonly failure: Failure }
  /** The record could not be written, so nothing was sent. */
  | { readonly outcome: 'notRecorded'; readonly failure: unknown }
  /** The window closes, or another one has followed it. */
  | { readonly outcome: 'suspended' };

/** What a run tells while it lasts. */
export interface RunObserver {
  onPhase(phase: Phase): void;
  onComing(picture: ComingPicture): void;
  /** Once, when a cancel that reached the service was answered, or its answer was lost. */
  onCancellation(cancellation: Cancellation): void;
  /** A step after the submit is not on disk. The run goes on, and tries again before each read and at its end. */
  onNotWritten(error: unknown): void;
}
