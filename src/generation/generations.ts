import type { Claims } from '../records/claims.ts';
import type { GenerationRecord } from '../records/generationRecord.ts';
import type { RecordBook } from '../records/recordBook.ts';
import type { Clock } from './clock.ts';
import { runGeneration } from './generationRun.ts';
import { HeldJournal } from './heldJournal.ts';
import { Holdings } from './holdings.ts';
import { intendOrder, type Draft } from './intendOrder.ts';
import type { ComingPicture, Phase, RunObserver, RunOutcome } from './outcome.ts';
import type { RunningTimes } from './runningTimes.ts';
import type { ImageService } from './service.ts';
import type { Slots } from './slots.ts';

export interface GenerationsTools {
  readonly book: RecordBook;
  readonly claims: Claims;
  readonly service: (apiBaseUrl: string) => ImageService;
  readonly slots: Slots;
  readonly clock: Clock;
  readonly random: () => number;
  readonly times: RunningTimes;
  readonly newId: () => string;
}

/** What is told of one run; pictures are told for all runs together. */
type ShownRun = Partial<Omit<RunObserver, 'onComing'>>;

/**
 * The generations of this window: each is put down before it is sent, claimed while it is carried on, and let go when
 * nothing is done for it at the moment. What each is comes from its record; how far it is, from here.
 */
export class Generations {
  readonly #tools: GenerationsTools;
  readonly #holdings: Holdings;
  readonly #running = new Map<string, Promise<RunOutcome>>();
  readonly #ordered: string[] = [];
  readonly #comingListeners = new Set<(picture: ComingPicture) => void>();
  readonly #suspend = new AbortController();

  constructor(tools: GenerationsTools) {
    this.#tools = tools;
    this.#holdings = new Holdings(tools.book, tools.claims);
  }

  /** Calls when a phase changes, or what is held does; returns what ends it. */
  onDidChange(listener: () => void): () => void {
    return this.#holdings.onDidChange(listener);
  }

  /** Calls for each picture that came, before it is checked and put on disk; returns what ends it. */
  onComing(listener: (picture: ComingPicture) => void): () => void {
    this.#comingListeners.add(listener);
    return () => this.#comingListeners.delete(listener);
  }

  /** Puts an order down, each generation as intended and held; throws where the disk does not take all of it. */
  async intend(drafts: readonly Draft[]): Promise<GenerationRecord[]> {
    const records = await intendOrder(drafts, { ...this.#tools, holdings: this.#holdings });
    this.#ordered.push(...records.map(({ id }) => id));
    return records;
  }

  /** The right to carry on a record, and the record as it is now; null where somebody has it. */
  take(id: string): Promise<GenerationRecord | null> {
    return this.#holdings.take(id);
  }

  /** The rights to carry on several, as far as they are free. Where the disk fails in between, none of them is kept. */
  takeAll(ids: readonly string[]): Promise<GenerationRecord[]> {
    return this.#holdings.takeAll(ids);
  }

  /** Does something with a record that nobody carries on, while nobody else can; null where somebody has it. */
  alone<Result>(id: string, work: () => Promise<Result>): Promise<Result | null> {
    return this.#holdings.alone(id, work);
  }

  /** Carries on what is held, until it ends or can be followed no further. A second call joins the first. */
  run(record: GenerationRecord, observer: ShownRun = {}): Promise<RunOutcome> {
    const { id } = record;
    const running = this.#running.get(id);
    if (running !== undefined) {
      return running;
    }
    // It counts as running before it tells its first phase.
    const run = Promise.resolve()
      .then(() => this.#run(record, observer))
      .finally(() => {
        this.#running.delete(id);
        this.#holdings.setPhase(id, null);
      });
    this.#running.set(id, run);
    return run;
  }

  /** Where a generation is that is carried on here; null for one that is not. */
  phaseOf(id: string): Phase | null {
    return this.#holdings.get(id)?.phase ?? null;
  }

  /** All that was ordered in this window since it opened. */
  get ordered(): readonly string[] {
    return this.#ordered;
  }

  /** Whether this window carries a generation on, or asks the person about it. */
  isHeld(id: string): boolean {
    return this.#holdings.get(id) !== null;
  }

  /** How many are under way here. */
  get running(): number {
    return this.#running.size;
  }

  /** The person wants it cancelled; the run's observer tells what came of it. */
  cancel(id: string): void {
    this.#holdings.get(id)?.cancel.abort();
  }

  /** Nothing is done for it now: whichever window asks may take it. */
  letGo(id: string): Promise<void> {
    return this.#holdings.letGo(id);
  }

  /** Nothing is left to be done for it. */
  async close(id: string): Promise<void> {
    try {
      await this.#tools.book.close(id);
    } finally {
      await this.letGo(id);
    }
  }

  /** The window closes: what was sent stays as it is on disk, and a request on its way may still be answered. */
  async suspend(): Promise<void> {
    this.#suspend.abort();
    await Promise.allSettled(this.#running.values());
  }

  get suspended(): AbortSignal {
    return this.#suspend.signal;
  }

  #run(record: GenerationRecord, observer: ShownRun): Promise<RunOutcome> {
    const { id, apiBaseUrl } = record;
    const { book, slots, clock, random, times, service } = this.#tools;
    const held = this.#holdings.get(id);
    if (held === null) {
      throw new Error(`${id} is not held by this window`);
    }
    const signals = {
      cancel: held.cancel.signal,
      suspend: AbortSignal.any([this.#suspend.signal, held.claim.lost]),
    };
    const journal = new HeldJournal(book, held.claim);
    const tools = { service: service(apiBaseUrl), journal, slots, clock, random, times };
    return runGeneration(record, tools, signals, {
      onPhase: (phase) => {
        this.#holdings.setPhase(id, phase);
        observer.onPhase?.(phase);
      },
      onComing: (picture) => {
        for (const listener of this.#comingListeners) {
          listener(picture);
        }
      },
      onCancellation: (cancellation) => observer.onCancellation?.(cancellation),
      onNotWritten: (error) => observer.onNotWritten?.(error),
    });
  }
}
