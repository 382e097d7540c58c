import type { ImageRequest } from '../models/imageRequest.ts';
import type { GenerationRecord, StateAt } from '../records/generationRecord.ts';
import type { Clock } from './clock.ts';
import { downloadPictures, type PictureStore } from './downloadPictures.ts';
import type { ComingPicture, RunObserver, RunOutcome } from './outcome.ts';
import { RunRecord, type RecordWriter } from './runRecord.ts';
import type { RunningTimes } from './runningTimes.ts';
import type { ImageService } from './service.ts';
import type { Slots } from './slots.ts';
import { downloadUntold } from './waits.ts';
import { watchJob } from './watchJob.ts';

export interface RunTools {
  readonly service: ImageService;
  readonly journal: RecordWriter & PictureStore;
  readonly slots: Slots;
  readonly clock: Clock;
  readonly random: () => number;
  readonly times: RunningTimes;
}

export interface RunSignals {
  /** The person wants it cancelled. */
  readonly cancel: AbortSignal;
  /** The window closes: what was sent is left as its record has it. */
  readonly suspend: AbortSignal;
}

/**
 * One paid job from intent to bytes. Each step is on disk before the next begins: above all, 'submitting' before
 * the POST, and the id before the first read.
 *
 * A record that is 'submitting' must not come here: nobody knows what became of it.
 */
export async function runGeneration(
  record: GenerationRecord,
  tools: RunTools,
  signals: RunSignals,
  observer: RunObserver,
): Promise<RunOutcome> {
  observer.onPhase({ phase: 'waiting' });
  const release = await tools.slots.take(AbortSignal.any([signals.cancel, signals.suspend]));
  try {
    if (signals.suspend.aborted) {
      return { outcome: 'suspended' };
    }
    const run = new GenerationRun(record, tools, signals, observer);
    return await run.toItsEnd();
  } finally {
    release?.();
  }
}

class GenerationRun {
  readonly #record: RunRecord;
  readonly #tools: RunTools;
  readonly #signals: RunSignals;
  readonly #observer: RunObserver;
  #cancelAnswered = false;

  constructor(record: GenerationRecord, tools: RunTools, signals: RunSignals, observer: RunObserver) {
    this.#record = new RunRecord(record, tools.journal, (error) => {
      observer.onNotWritten(error);
    });
    this.#tools = tools;
    this.#signals = signals;
    this.#observer = observer;
  }

  async toItsEnd(): Promise<RunOutcome> {
    const outcome = await this.#advance();
    await this.#record.writeMissed();
    return outcome;
  }

  async #advance(): Promise<RunOutcome> {
    const { state, request } = this.#record.current;
    switch (state.step) {
      case 'intended':
        return this.#signals.cancel.aborted ? this.#cancelUnsent() : this.#submit(request);
      case 'accepted':
        return this.#watch(state);
      case 'finished':
        return this.#download(state);
      case 'stored':
        return { outcome: 'stored', state };
      case 'submitting':
      case 'unknown':
        return { outcome: 'unknown', failure: { kind: 'interrupted', detail: 'found after a restart' } };
      case 'rejected':
      case 'failed':
        return { outcome: state.step, failure: { ...state.failure, detail: 'from the record' } };
      case 'cancelled':
        return { outcome: 'cancelled', sent: state.requestId !== null };
    }
  }

  async #cancelUnsent(): Promise<RunOutcome> {
    await this.#record.step({ step: 'cancelled', requestId: null });
    return { outcome: 'cancelled', sent: false };
  }

  async #submit(request: ImageRequest): Promise<RunOutcome> {
    this.#observer.onPhase({ phase: 'sending' });
    try {
      await this.#record.beginSubmit();
    } catch (failure) {
      return this.#signals.suspend.aborted ? { outcome: 'suspended' } : { outcome: 'notRecorded', failure };
    }
    // The last moment at which nothing is paid.
    if (this.#signals.cancel.aborted) {
      return this.#cancelUnsent();
    }
    const submission = await this.#tools.service.submit(request);
    switch (submission.outcome) {
      case 'accepted':
        return this.#watch(
          await this.#record.step({
            step: 'accepted',
            requestId: submission.requestId,
            acceptedAt: new Date(this.#tools.clock.now()).toISOString(),
          }),
        );
      case 'rejected':
      case 'unknown':
        await this.#record.step({ step: submission.outcome, failure: { kind: submission.failure.kind } });
        return submission;
    }
  }

  async #watch(state: StateAt<'accepted'>): Promise<RunOutcome> {
    const { requestId } = state;
    const times = this.#tools.times.of(this.#record.current.request);
    const watched = await watchJob(state, { ...this.#readTools(), times }, this.#signals, {
      onPhase: (phase) => {
        this.#observer.onPhase(phase);
      },
      onCancellation: (cancellation) => {
        this.#cancelAnswered = true;
        this.#observer.onCancellation(cancellation);
      },
    });
    switch (watched.outcome) {
      case 'succeeded':
        return this.#download(
          await this.#record.step({
            step: 'finished',
            requestId,
            pictureUrls: [...watched.pictureUrls],
            cost: watched.cost,
          }),
        );
      case 'failed':
        await this.#record.step({ step: 'failed', requestId, failure: { kind: watched.failure.kind } });
        return watched;
      case 'cancelled':
        await this.#record.step({ step: 'cancelled', requestId });
        return { outcome: 'cancelled', sent: true };
      case 'paused':
      case 'suspended':
        return watched;
    }
  }

  async #download(state: StateAt<'finished'>): Promise<RunOutcome> {
    this.#tellTooLate();
    const { id } = this.#record.current;
    const onComing = (picture: ComingPicture): void => {
      this.#observer.onComing(picture);
    };
    const tools = { ...this.#readTools(), onComing };
    const end = this.#tellDownload();
    const downloaded = await downloadPictures(id, state, tools, this.#signals.suspend).finally(end);
    if (downloaded.outcome !== 'stored') {
      return downloaded;
    }
    const { requestId, cost } = state;
    const { pictures } = downloaded;
    return {
      outcome: 'stored',
      state: await this.#record.step({ step: 'stored', requestId, pictures: [...pictures], cost }),
    };
  }

  /** Tells of the download once it has taken so long that a person would wonder; returns what ends that. */
  #tellDownload(): () => void {
    const over = new AbortController();
    void this.#tools.clock.wait(downloadUntold, over.signal).then(() => {
      if (!over.signal.aborted) {
        this.#observer.onPhase({ phase: 'downloading' });
      }
    });
    return () => {
      over.abort();
    };
  }

  #readTools(): RunTools & { readonly beforeRead: () => Promise<void> } {
    return { ...this.#tools, beforeRead: () => this.#record.writeMissed() };
  }

  /** The service is done: from here on a cancel comes too late, and costs no question. */
  #tellTooLate(): void {
    const { cancel } = this.#signals;
    if (this.#cancelAnswered) {
      return;
    }
    if (cancel.aborted) {
      this.#observer.onCancellation({ outcome: 'tooLate' });
    } else {
      cancel.addEventListener('abort', () => {
        this.#observer.onCancellation({ outcome: 'tooLate' });
      });
    }
  }
}
