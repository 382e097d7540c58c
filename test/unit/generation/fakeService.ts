import type { Failure } from '../../../src/failure.ts';
import type { Clock } from '../../../src/generation/clock.ts';
import type {
  Cancellation,
  Download,
  ImageService,
  Reading,
  Submission,
} from '../../../src/generation/service.ts';
import type { ImageRequest } from '../../../src/models/imageRequest.ts';

export type Call = keyof ImageService;

/** How a job goes if nobody cancels it. */
export interface Course {
  readonly queuedFor: number;
  readonly runningFor: number;
  readonly ending: 'succeeded' | 'failed';
}

/** What becomes of a call that pays or cancels: its way there or its way back may be lost. */
export type Fate = 'answered' | 'refused' | 'lostBefore' | 'lostAfter';

interface Job {
  readonly request: ImageRequest;
  readonly course: Course;
  readonly acceptedAt: number;
  cancelled: boolean;
}

export const lost: Failure = { kind: 'connectionLost', detail: 'the connection broke' };
export const refused: Failure = { kind: 'noCredit', detail: 'no credit' };
export const jobFailed: Failure = { kind: 'jobFailed', detail: 'no reason given' };

/** A whole picture of one pixel. */
export const onePixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
  'base64',
);

/** The hosted service in memory: jobs that go their course, and answers that a test may put in place of the true ones. */
export class FakeService implements ImageService {
  /** Of the jobs that are submitted from now on. */
  course: Course = { queuedFor: 1000, runningFor: 3000, ending: 'succeeded' };
  readonly calls: Call[] = [];
  readonly jobs = new Map<string, Job>();
  /** What becomes of the next calls; those after them are answered. */
  readonly fates: Record<'submit' | 'cancel', Fate[]> = { submit: [], cancel: [] };
  /** What the next reads and downloads are answered with; those after them are answered with what is true. */
  readonly answers: { readStatus: Reading[]; readResult: Reading[]; download: Download[] } = {
    readStatus: [],
    readResult: [],
    download: [],
  };
  /** Called when the service has a call, before it answers. */
  onCall: ((call: Call, argument: string | ImageRequest) => void) | null = null;
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  submit(request: ImageRequest): Promise<Submission> {
    return this.#answer('submit', request, null, () => {
      const fate = this.fates.submit.shift() ?? 'answered';
      if (fate === 'refused') {
        return { outcome: 'rejected', failure: refused };
      }
      if (fate === 'lostBefore') {
        return { outcome: 'unknown', failure: lost };
      }
      const requestId = `job-${this.jobs.size + 1}`;
      this.jobs.set(requestId, {
        request,
        course: this.course,
        acceptedAt: this.#clock.now(),
        cancelled: false,
      });
      return fate === 'answered' ? { outcome: 'accepted', requestId } : { outcome: 'unknown', failure: lost };
    });
  }

  readStatus(requestId: string, signal: AbortSignal): Promise<Reading> {
    return this.#answer('readStatus', requestId, signal, () => {
      const state = this.stateOf(requestId);
      return this.answers.readStatus.shift() ?? (isOver(state) ? { state: 'finished' } : state);
    });
  }

  readResult(requestId: string, signal: AbortSignal): Promise<Reading> {
    return this.#answer(
      'readResult',
      requestId,
      signal,
      () => this.answers.readResult.shift() ?? this.stateOf(requestId),
    );
  }

  cancel(requestId: string): Promise<Cancellation> {
    return this.#answer('cancel', requestId, null, () => {
      const fate = this.fates.cancel.shift() ?? 'answered';
      const job = this.jobs.get(requestId);
      if (job === undefined || fate === 'lostBefore' || fate === 'refused') {
        return { outcome: 'unknown', failure: lost };
      }
      // Only what waits in the queue can be cancelled.
      job.cancelled ||= this.stateOf(requestId).state === 'queued';
      if (fate === 'lostAfter') {
        return { outcome: 'unknown', failure: lost };
      }
      return { outcome: job.cancelled ? 'cancelled' : 'tooLate' };
    });
  }

  download(pictureUrl: string, signal: AbortSignal): Promise<Download> {
    return this.#answer(
      'download',
      pictureUrl,
      signal,
      () => this.answers.download.shift() ?? { outcome: 'bytes', bytes: onePixel },
    );
  }

  /** How it truly is with a job. */
  stateOf(requestId: string): Reading {
    const job = this.jobs.get(requestId);
    if (job === undefined) {
      return { state: 'unclear', failure: { kind: 'requestUnknown', detail: '' }, retryAfter: null };
    }
    if (job.cancelled) {
      return { state: 'cancelled' };
    }
    const { queuedFor, runningFor, ending } = job.course;
    const age = this.#clock.now() - job.acceptedAt;
    if (age < queuedFor) {
      return { state: 'queued', place: 1 };
    }
    if (age < queuedFor + runningFor) {
      return { state: 'running' };
    }
    return ending === 'failed'
      ? { state: 'failed', failure: jobFailed }
      : { state: 'succeeded', pictureUrls: addressesOf(requestId, job.request.numImages), cost: 0.0025 };
  }

  #answer<T>(
    call: Call,
    argument: string | ImageRequest,
    signal: AbortSignal | null,
    answer: () => T,
  ): Promise<T> {
    return new Promise((resolve) => {
      signal?.throwIfAborted();
      this.calls.push(call);
      this.onCall?.(call, argument);
      signal?.throwIfAborted();
      resolve(answer());
    });
  }
}

function isOver({ state }: Reading): boolean {
  return state === 'succeeded' || state === 'failed';
}

function addressesOf(requestId: string, count: number): string[] {
  return Array.from({ length: count }, (_, at) => `https://files.example.com/${requestId}/${at + 1}.png`);
}
