import type { Failure } from '../failure.ts';
import type { StateAt } from '../records/generationRecord.ts';
import type { Clock } from './clock.ts';
import type { RunObserver } from './outcome.ts';
import type { ImageService, Reading } from './service.ts';
import { failureWait, longestWatch, missingPictureGrace, pollWait, unknownRequestGrace } from './waits.ts';

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
  { service, clock, random, beforeRead }: WatchTools,
  { cancel, suspend }: WatchSignals,
  observer: Pick<RunObserver, 'onPhase' | 'onCancellation'>,
): Promise<Watched> {
  const begun = clock.now();
  const acceptedFor = (): number => clock.now() - Date.parse(acceptedAt);
  let cancelAsked = false;
  let failures = 0;
  let finishedAt: number | null = null;
  let ask: 'status' | 'result' = 'status';

  while (!suspend.aborted) {
    if (cancel.aborted && !cancelAsked) {
      cancelAsked = true;
      const cancellation = await service.cancel(requestId);
      observer.onCancellation(cancellation);
      if (cancellation.outcome === 'cancelled') {
        return { outcome: 'cancelled' };
      }
    }
    await beforeRead();
    const reading = await read(ask, suspend);
    if (reading === null) {
      break;
    }
    let wait = pollWait(clock.now() - begun);
    failures = reading.state === 'unclear' ? failures + 1 : 0;
    switch (reading.state) {
      case 'queued':
        ask = 'status';
        observer.onPhase({ phase: 'queued', place: reading.place });
        break;
      case 'running':
        ask = 'result';
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
        if (reading.pictureUrls.length > 0) {
          return { outcome: 'succeeded', pictureUrls: reading.pictureUrls, cost: reading.cost };
        }
        if (clock.now() - finishedAt > missingPictureGrace) {
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
        wait = failureWait(failures, reading.retryAfter, random);
        break;
    }
    if (clock.now() - begun > longestWatch) {
      return { outcome: 'paused', failure: { kind: 'stillRunning', detail: 'watched for too long' } };
    }
    await clock.wait(wait, cancelAsked ? suspend : AbortSignal.any([suspend, cancel]));
  }
  return { outcome: 'suspended' };

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

/** A fresh request may be unknown for a while; a token that is refused stays so until the person sets another. */
function needsThePerson({ kind }: Failure, acceptedFor: number): boolean {
  if (kind === 'requestUnknown') {
    return acceptedFor > unknownRequestGrace;
  }
  return kind === 'tokenRefused' || kind === 'forbidden';
}

function failed(kind: Failure['kind'], detail: string): Watched {
  return { outcome: 'failed', failure: { kind, detail } };
}
