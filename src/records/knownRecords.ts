import type { GenerationRecord } from './generationRecord.ts';
import type { Shelf } from './recordStore.ts';

interface Known {
  /** Where it stands, or stood when it was missed there; null where it was removed for good. */
  readonly shelf: Shelf | null;
  readonly record: GenerationRecord | null;
  /** The moment at which this was true, or a later one. */
  readonly since: number;
}

/**
 * What a window knows of the records. Looks at the disk may end in another order than they began, and changes are made
 * meanwhile: what is known since a later moment is never set back by a look that began before it.
 */
export class KnownRecords {
  readonly #known = new Map<string, Known>();
  readonly #listeners = new Set<() => void>();
  /** The lists of the shelves, until something changes. */
  readonly #lists = new Map<Shelf, readonly GenerationRecord[]>();
  /** What this window moves between shelves at the moment, with the looks that missed it meanwhile. */
  readonly #moving = new Map<string, { readonly shelf: Shelf; readonly since: number }[]>();
  #moment = 0;

  /** Calls after every change; returns what ends it. */
  onDidChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Something that was told since the last time may be seen now. */
  tell(): void {
    for (const listener of this.#listeners) {
      listener();
    }
  }

  get(id: string): GenerationRecord | null {
    return this.#known.get(id)?.record ?? null;
  }

  getFrom(shelf: Shelf, id: string): GenerationRecord | null {
    const known = this.#known.get(id);
    return known?.shelf === shelf ? known.record : null;
  }

  /** Newest first: the same list as long as nothing has changed. */
  list(shelf: Shelf): readonly GenerationRecord[] {
    const list =
      this.#lists.get(shelf) ??
      [...this.#known.values()]
        .flatMap((known) => (known.shelf === shelf && known.record !== null ? [known.record] : []))
        .sort((one, other) => (one.id < other.id ? 1 : -1));
    this.#lists.set(shelf, list);
    return list;
  }

  /** This moment, which is to be taken before a look at the disk begins. */
  now(): number {
    this.#moment++;
    return this.#moment;
  }

  /** What this window has put on the disk. */
  put(shelf: Shelf, record: GenerationRecord): void {
    this.#set(record.id, { shelf, record, since: this.now() });
    this.tell();
  }

  /**
   * Moves a record to another shelf. Whoever looks while the disk does it may find it on neither, and it is known all
   * the while.
   */
  async move(record: GenerationRecord, to: Shelf, onDisk: () => Promise<void>): Promise<void> {
    const { id } = record;
    const missed: { readonly shelf: Shelf; readonly since: number }[] = [];
    this.#moving.set(id, missed);
    try {
      await onDisk();
      this.put(to, record);
    } finally {
      this.#moving.delete(id);
      // Where it was not moved, another window may have done so.
      for (const { shelf, since } of missed) {
        this.missed(shelf, id, since);
      }
    }
  }

  isMoving(id: string): boolean {
    return this.#moving.has(id);
  }

  /** What this window has removed from the disk. */
  remove(id: string): void {
    this.#set(id, { shelf: null, record: null, since: this.now() });
    this.tell();
  }

  /** A look that began at a moment found a record. */
  seen(shelf: Shelf, record: GenerationRecord, since: number): void {
    if (this.#isNews(record.id, shelf, since)) {
      this.#set(record.id, { shelf, record, since });
    }
  }

  /** A look that began at a moment found no record there: it may stand on another shelf. */
  missed(shelf: Shelf, id: string, since: number): void {
    const known = this.#known.get(id);
    const moving = this.#moving.get(id);
    if (moving !== undefined) {
      moving.push({ shelf, since });
      return;
    }
    if ((known === undefined || known.shelf === shelf) && this.#isNews(id, shelf, since)) {
      this.#set(id, { shelf, record: null, since });
    }
  }

  #set(id: string, known: Known): void {
    this.#known.set(id, known);
    this.#lists.clear();
  }

  #isNews(id: string, shelf: Shelf, since: number): boolean {
    const known = this.#known.get(id);
    const missedElsewhere = known?.record === null && known.shelf !== null && known.shelf !== shelf;
    return known === undefined || missedElsewhere || known.since < since;
  }

  dispose(): void {
    this.#listeners.clear();
  }
}
