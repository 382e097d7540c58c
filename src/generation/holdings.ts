import type { Claim, Claims } from '../records/claims.ts';
import type { GenerationRecord } from '../records/generationRecord.ts';
import type { RecordBook } from '../records/recordBook.ts';
import type { Phase } from './outcome.ts';

/** A generation that this window carries on, with the right to do so. */
export interface Held {
  readonly claim: Claim;
  readonly cancel: AbortController;
  readonly phase: Phase | null;
}

/** What this window holds: each generation that it carries on, or asks the person about. */
export class Holdings {
  readonly #book: RecordBook;
  readonly #claims: Claims;
  readonly #held = new Map<string, Held>();
  readonly #listeners = new Set<() => void>();

  constructor(book: RecordBook, claims: Claims) {
    this.#book = book;
    this.#claims = claims;
  }

  /** Calls when a phase changes, or what is held does; returns what ends it. */
  onDidChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  get(id: string): Held | null {
    return this.#held.get(id) ?? null;
  }

  /** A new generation, before it is put down; throws where somebody else has its id. */
  async claimNew(id: string): Promise<void> {
    const claim = await this.#claims.acquire(id);
    if (claim === null) {
      throw new Error('a new generation is claimed already');
    }
    this.#hold(id, claim);
  }

  /**
   * The right to carry on a record, and the record as it is now; null where another window has it, or somebody in this
   * one, who carries it on.
   */
  async take(id: string): Promise<GenerationRecord | null> {
    const claim = this.#held.has(id) ? null : await this.#claims.acquire(id);
    if (claim === null) {
      return null;
    }
    let record: GenerationRecord | null = null;
    try {
      // What stood on disk before the claim was ours may have been carried on since.
      record = await this.#book.readOpen(id);
      return record;
    } finally {
      if (record === null) {
        await release(claim);
      } else {
        this.#hold(id, claim);
      }
    }
  }

  /** The rights to carry on several, as far as they are free. Where the disk fails in between, none of them is kept. */
  async takeAll(ids: readonly string[]): Promise<GenerationRecord[]> {
    const taken: GenerationRecord[] = [];
    try {
      for (const id of ids) {
        const record = await this.take(id);
        if (record !== null) {
          taken.push(record);
        }
      }
    } catch (error) {
      for (const { id } of taken) {
        await this.letGo(id);
      }
      throw error;
    }
    return taken;
  }

  /** Does something with a record that nobody carries on, while nobody else can; null where somebody has it. */
  async alone<Result>(id: string, work: () => Promise<Result>): Promise<Result | null> {
    const claim = this.#held.has(id) ? null : await this.#claims.acquire(id);
    if (claim === null) {
      return null;
    }
    try {
      return await work();
    } finally {
      await release(claim);
    }
  }

  /** Nothing is done for it now: whichever window asks may take it. */
  async letGo(id: string): Promise<void> {
    const held = this.#held.get(id);
    this.#held.delete(id);
    this.#changed();
    if (held !== undefined) {
      await release(held.claim);
    }
  }

  setPhase(id: string, phase: Phase | null): void {
    const held = this.#held.get(id);
    if (held !== undefined) {
      this.#held.set(id, { ...held, phase });
      this.#changed();
    }
  }

  #hold(id: string, claim: Claim): void {
    if (!this.#held.has(id)) {
      this.#held.set(id, { claim, cancel: new AbortController(), phase: null });
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
