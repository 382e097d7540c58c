import type { ImageRequest } from '../models/imageRequest.ts';
import type { Claim, Claims } from '../records/claims.ts';
import { recordVersion, type Delivery, type GenerationRecord } from '../records/generationRecord.ts';
import type { RecordBook } from '../records/recordBook.ts';
import type { Clock } from './clock.ts';
import { runGeneration } from './generationRun.ts';
import { HeldJournal } from './heldJournal.ts';
import type { Phase, RunObserver, RunOutcome } from './outcome.ts';
import type { ImageService } from './service.ts';
import type { Slots } from './slots.ts';

/** What a person orders: one request, and what is to be done with its pictures. */
export interface Draft {
  readonly apiBaseUrl: string;
  readonly workspace: string;
  readonly altText: string;
  readonly request: ImageRequest;
  readonly delivery: Delivery;
}

export interface GenerationsTools {
  readonly book: RecordBook;
  readonly claims: Claims;
  readonly service: (apiBaseUrl: string) => ImageService;
  readonly slots: Slots;
  readonly clock: Clock;
  readonly random: () => number;
  readonly newId: () => string;
}

/** A generation that this window carries on, with the right to do so. */
interface Held {
  readonly claim: Claim;
  readonly cancel: AbortController;
  phase: Phase | null;
}

/**
 * The generations of this window: each is put down before it is sent, claimed while it is carried on, and let go when
 * nothing is done for it at the moment. What each is comes from its record; how far it is, from here.
 */
export class Generations {
  readonly #tools: GenerationsTools;
  readonly #held = new Map<string, Held>();
  readonly #running = new Map<string, Promise<RunOutcome>>();
  readonly #ordered: string[] = [];
  readonly #suspend = new AbortController();
  readonly #listeners = new Set<() => void>();

  constructor(tools: GenerationsTools) {
    this.#tools = tools;
  }

  /** Calls when a phase changes, or what is held does; returns what ends it. */
  onDidChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Puts an order down, each generation as intended and held. Throws where the disk does not take it, and then nothing
   * of it is left: nothing may be sent.
   */
  async intend(drafts: readonly Draft[]): Promise<GenerationRecord[]> {
    const order = this.#tools.newId();
    const records: GenerationRecord[] = [];
    try {
      for (const [at, draft] of drafts.entries()) {
        const record = this.#recordOf(draft, { id: order, index: at + 1, count: drafts.length });
        records.push(record);
        await this.#putDown(record);
      }
    } catch (error) {
      for (const record of records) {
        await this.#giveUp(record);
      }
      throw error;
    }
    this.#ordered.push(...records.map(({ id }) => id));
    return records;
  }

  /**
   * The right to carry on a record, and the record as it is now; null where another window has it, or somebody in this
   * one, who carries it on.
   */
  async take(id: string): Promise<GenerationRecord | null> {
    const { claims, book } = this.#tools;
    const claim = this.#held.has(id) ? null : await claims.acquire(id);
    if (claim === null) {
      return null;
    }
    let record: GenerationRecord | null = null;
    try {
      // What stood on disk before the claim was ours may have been carried on since.
      record = await book.readOpen(id);
      return record;
    } finally {
      if (record === null) {
        await release(claim);
      } else {
        this.#hold(id, claim);
      }
    }
  }

  /** Carries on what is held, until it ends or can be followed no further. A second call joins the first. */
  run(record: GenerationRecord, observer: Partial<RunObserver> = {}): Promise<RunOutcome> {
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
        this.#setPhase(id, null);
      });
    this.#running.set(id, run);
    return run;
  }

  /** Where a generation is that is carried on here; null for one that is not. */
  phaseOf(id: string): Phase | null {
    return this.#held.get(id)?.phase ?? null;
  }

  /** All that was ordered in this window since it opened. */
  get ordered(): readonly string[] {
    return this.#ordered;
  }

  /** Whether this window carries a generation on, or asks the person about it. */
  isHeld(id: string): boolean {
    return this.#held.has(id);
  }

  /** How many are under way here. */
  get running(): number {
    return this.#running.size;
  }

  /** The person wants it cancelled; the run's observer tells what came of it. */
  cancel(id: string): void {
    this.#held.get(id)?.cancel.abort();
  }

  /** Nothing is done for it at the moment: any window may take it. */
  async letGo(id: string): Promise<void> {
    const held = this.#held.get(id);
    this.#held.delete(id);
    this.#changed();
    if (held !== undefined) {
      await release(held.claim);
    }
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

  #recordOf(draft: Draft, order: GenerationRecord['order']): GenerationRecord {
    const { clock, newId } = this.#tools;
    const now = new Date(clock.now()).toISOString();
    return {
      version: recordVersion,
      id: `${now.replaceAll(/[^0-9TZ]/g, '')}-${newId()}`,
      createdAt: now,
      order,
      workspace: draft.workspace,
      altText: draft.altText,
      apiBaseUrl: draft.apiBaseUrl,
      request: draft.request,
      state: { step: 'intended' },
      delivery: draft.delivery,
      paused: null,
      saved: [],
      deletedAt: null,
    };
  }

  async #putDown(record: GenerationRecord): Promise<void> {
    const { book, claims } = this.#tools;
    const claim = await claims.acquire(record.id);
    if (claim === null) {
      throw new Error('a new generation is claimed already');
    }
    this.#hold(record.id, claim);
    await book.write(record);
  }

  /** Of an order that could not be put down as a whole. One that could not be written may have got there all the same. */
  async #giveUp(record: GenerationRecord): Promise<void> {
    if (this.#held.has(record.id)) {
      const cancelled = { ...record, state: { step: 'cancelled', requestId: null } } as const;
      await this.#tools.book.write(cancelled).catch(() => undefined);
      // What is not among the open records is never sent.
      await this.close(record.id).catch(() => undefined);
    }
  }

  #run(record: GenerationRecord, observer: Partial<RunObserver>): Promise<RunOutcome> {
    const { id, apiBaseUrl } = record;
    const { book, slots, clock, random, service } = this.#tools;
    const held = this.#held.get(id);
    if (held === undefined) {
      throw new Error(`${id} is not held by this window`);
    }
    const signals = {
      cancel: held.cancel.signal,
      suspend: AbortSignal.any([this.#suspend.signal, held.claim.lost]),
    };
    const journal = new HeldJournal(book, held.claim);
    const tools = { service: service(apiBaseUrl), journal, slots, clock, random };
    return runGeneration(record, tools, signals, {
      onPhase: (phase) => {
        this.#setPhase(id, phase);
        observer.onPhase?.(phase);
      },
      onCancellation: (cancellation) => observer.onCancellation?.(cancellation),
      onNotWritten: (error) => observer.onNotWritten?.(error),
    });
  }

  #hold(id: string, claim: Claim): void {
    if (!this.#held.has(id)) {
      this.#held.set(id, { claim, cancel: new AbortController(), phase: null });
      this.#changed();
    }
  }

  #setPhase(id: string, phase: Phase | null): void {
    const held = this.#held.get(id);
    if (held !== undefined) {
      held.phase = phase;
      this.#changed();
    }
  }

  #changed(): void {
    for (const listener of this.#listeners) {
      listener();
    }
  }
}

/** Where the disk does not let go of it, nobody renews it any more: others may follow when it is stale. */
async function release(claim: Claim): Promise<void> {
  await claim.release().catch(() => undefined);
}
