import type { Failure } from '../failure.ts';
import type { StateAt } from '../records/generationRecord.ts';
import type { Clock } from './clock.ts';
import { lateWait, queueWait, runningWait } from './lookWaits.ts';
import type { RunObserver } from './outcome.ts';
import type { TimesOfKind } from './runningTimes.ts';
import type { ImageService, Reading } from './service.ts';
import {
  failureWait,
  fewestMissingPictures,
  longestWatch,
  missingPictureGrace,
  unknownRequestGrace,
} from './waits.ts';

/** How watching a job ended. */
type Watched =
  | { readonly outcome: 'succeeded'; readonly pictureUrls: readonly string[]; readonly cost: number | null }
  | { readonly outcome: 'failed'; readonly failure: Failure }
  | { readonly outcome: 'cancelled' }
  | { readonly outcome: 'paused'; readonly failure: Failure }
  | { readonly outcome: 'suspended' };

interface WatchTools {
  readonly service: ImageService;
  readonly clock: Clock;
  readonly random: () => number;
  /** How long jobs like this one ran. */
  readonly times: TimesOfKind;
  /** What must be done before the service is asked: above all, the id must be on disk. */
  readonly beforeRead: () => Promise<void>;
}

interface WatchSignals {
  readonly cancel: AbortSignal;
  readonly suspend: AbortSignal;
}

/**
 * Reads a job until it ends. Reads may fail as they like: that says nothing about the job, so the next one follows,
 * later. A job that waits is asked for its place, one that runs for its result, which comes with its state.
 */
export async function watchJob(
  { requestId, acceptedAt }: StateAt<'accepted'>,
  { service, clock, random, times, beforeRead }: WatchTools,
  { cancel, suspend }: WatchSignals,
  observer: Pick<RunObserver, 'onPhase' | 'onCancellation'>,
): Promise<Watched> {
  const begun = clock.now();
  const acceptedFor = (): number => clock.now() - Date.parse(acceptedAt);
  let cancelAsked = false;
  let saidCancelled = false;
  let failures = 0;
  let finishedAt: number | null = null;
  let missing = 0;
  let ask: 'status' | 'result' = 'status';
  let knowsPlaces = true;
  /** When it was last known not to run, and when it is taken to have begun. */
  let waitedUntil = begun;
  let runningSince: number | null = null;
  let ranUntil = begun;
  /** After a restart nobody knows how long it has been running. */
  let wasSeenFromItsBegin = Math.abs(acceptedFor()) < freshFor;

  while (!suspend.aborted) {
    if (cancel.aborted && !cancelAsked) {
      cancelAsked = true;
      const cancellation = await service.cancel(requestId);
      saidCancelled = cancellation.outcome === 'cancelled';
      if (!saidCancelled) {
        observer.onCancellation(cancellation);
      }
    }
    await beforeRead();
    const answer = await read(ask, suspend);
    if (answer === null) {
      break;
    }
    const reading = saidCancelled ? withoutTheGone(answer) : answer;
    let wait = lateWait(clock.now() - begun);
    failures = reading.state === 'unclear' ? failures + 1 : 0;
    tellCancellation(reading);
    switch (reading.state) {
      case 'queued':
        ask = knowsPlaces ? 'status' : 'result';
        waitedUntil = clock.now();
        runningSince = null;
        wasSeenFromItsBegin = true;
        wait = queueWait(reading.place, waitedUntil - begun, times.seen);
        observer.onPhase({ phase: 'queued', place: reading.place });
        break;
      case 'running':
        ask = 'result';
        // It began at some moment between the two looks.
        runningSince ??= (waitedUntil + clock.now()) / 2;
        ranUntil = clock.now();
        wait = runningWait(Math.max(0, ranUntil - runningSince), times.seen);
        observer.onPhase({ phase: 'running' });
        break;
      case 'finished':
        finishedAt ??= clock.now();
        if (ask === 'status') {
          ask = 'result';
          wait = 0;
        }
        break;
      case 'succeeded':
        finishedAt ??= clock.now();
        if (runningSince !== null && wasSeenFromItsBegin) {
          noteTime(ranUntil - runningSince, finishedAt - ranUntil);
        }
        runningSince = null;
        if (reading.pictureUrls.length > 0) {
          return { outcome: 'succeeded', pictureUrls: reading.pictureUrls, cost: reading.cost };
        }
        missing++;
        if (missing >= fewestMissingPictures && clock.now() - finishedAt > missingPictureGrace) {
          return failed('noPicture', 'the result names no picture');
        }
        break;
      case 'failed':
        return { outcome: 'failed', failure: reading.failure };
      case 'cancelled':
        return { outcome: 'cancelled' };
      case 'unclear':
        if (needsThePerson(reading.failure, acceptedFor())) {
          return { outcome: 'paused', failure: reading.failure };
        }
        // One answer that is lost on its way is no news.
        if (failures > 1) {
          // The result tells all but the place in the queue, should the service no longer tell its states.
          knowsPlaces &&= ask !== 'status';
          ask = 'result';
          observer.onPhase({ phase: 'troubled', kind: reading.failure.kind });
        }
        wait = failureWait(failures, reading.retryAfter, random);
        break;
    }
    if (clock.now() - begun > longestWatch) {
      return { outcome: 'paused', failure: whyPaused(reading) };
    }
    await clock.wait(wait, cancelAsked ? suspend : AbortSignal.any([suspend, cancel]));
  }
  return { outcome: 'suspended' };

  /** It ended between the last two looks. Were it taken to have ended at a look, the next would be later still. */
  function noteTime(ran: number, unseen: number): void {
    // A machine that slept, a clock that was set and a network that was gone say nothing of the job.
    if (ran >= 0 && unseen >= 0 && unseen < longestUnseen) {
      times.note(ran + unseen * random());
    }
  }

  /** A cancel that was said to have succeeded is told when a read confirms it: what runs on all the same is paid for. */
  function tellCancellation({ state }: Reading): void {
    if (saidCancelled && (state === 'cancelled' || state === 'succeeded' || state === 'failed')) {
      saidCancelled = false;
      observer.onCancellation({ outcome: state === 'cancelled' ? 'cancelled' : 'tooLate' });
    }
  }

  /** Null when the window closes. */
  async function read(question: 'status' | 'result', signal: AbortSignal): Promise<Reading | null> {
    try {
      return question === 'status'
        ? await service.readStatus(requestId, signal)
        : await service.readResult(requestId, signal);
    } catch (error) {
      if (signal.aborted) {
        return null;
      }
      throw error;
    }
  }
}

/** A job that is watched this soon after it was accepted is watched from its begin. */
const freshFor = 5000;

/** Between two looks at a job that runs there is no more, unless something came between. */
const longestUnseen = 20_000;

/** A fresh request may be unknown for a while; a token that is refused stays so until the person sets another. */
function needsThePerson({ kind }: Failure, acceptedFor: number): boolean {
  if (kind === 'requestUnknown') {
    return acceptedFor > unknownRequestGrace;
  }
  return kind === 'tokenRefused' || kind === 'forbidden';
}

/** What was said to be cancelled, and is not known any more, is cancelled. */
function withoutTheGone(reading: Reading): Reading {
  const gone = reading.state === 'unclear' && reading.failure.kind === 'requestUnknown';
  return gone ? { state: 'cancelled' } : reading;
}

/** Where nothing could be read at last, nobody knows that the job still runs. */
function whyPaused(reading: Reading): Failure {
  return reading.state === 'unclear'
    ? reading.failure
    : { kind: 'stillRunning', detail: 'watched for too long' };
}

function failed(kind: Failure['kind'], detail: string): Watched {
  return { outcome: 'failed', failure: { kind, detail } };
}
