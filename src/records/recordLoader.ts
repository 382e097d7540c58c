import type { GenerationRecord } from './generationRecord.ts';
import type { KnownRecords } from './knownRecords.ts';
import { openFolder } from './openFolder.ts';
import { shelves, type RecordStore, type Shelf } from './recordStore.ts';
import { Turns } from './turns.ts';

/** How much of the history is read at once. */
const page = 60;

/** Calls after changes in a folder, with the name of what changed, or null where the system does not tell. */
export type Watch = (folder: Shelf, call: (name: string | null) => void) => { stop(): void };

/** Reads records into what is known of them: the open ones, the history page by page, and what other windows change. */
export class RecordLoader {
  readonly #store: RecordStore;
  readonly #known: KnownRecords;
  readonly #watch: Watch;
  readonly #onDamaged: (path: string) => void;
  /** Looks at one shelf as a whole, or at a part of it, follow each other. */
  readonly #looks = new Turns();
  /** Ids of the history from this one on are known; null before the history was looked into. */
  #oldest: string | null = null;
  #hasMore = false;
  #isPaging = false;
  #watching: readonly { stop(): void }[] | null = null;
  /** Whether the open records were read since they are watched. */
  #hasOpen = false;

  constructor(store: RecordStore, known: KnownRecords, watch: Watch, onDamaged: (path: string) => void) {
    this.#store = store;
    this.#known = known;
    this.#watch = watch;
    this.#onDamaged = onDamaged;
  }

  get hasMore(): boolean {
    return this.#hasMore;
  }

  async readOpen(id: string): Promise<GenerationRecord | null> {
    const isThere = await this.#lookFor(id, openFolder);
    // While it is moved it is known as it was; what is on disk counts here.
    return !isThere && this.#known.isMoving(id) ? null : this.#known.getFrom(openFolder, id);
  }

  async loadOpen(): Promise<void> {
    await this.#look(openFolder);
    this.#known.tell();
  }

  async loadBin(): Promise<void> {
    await this.#look('bin');
    this.#known.tell();
  }

  load(): Promise<void> {
    return this.#looks.take('history', async () => {
      if (this.#oldest === null) {
        await this.#loadPage();
      }
    });
  }

  /** One part after the other, whoever asks for them: each begins where the one before has ended. */
  loadMore(): Promise<void> {
    return this.#looks.take('history', () => this.#loadPage());
  }

  dispose(): void {
    for (const watching of this.#watching ?? []) {
      watching.stop();
    }
  }

  async #loadPage(): Promise<void> {
    // What comes to be while something is read is told, whether it is among what is read or not.
    this.#watching ??= shelves.map((shelf) =>
      this.#watch(shelf, (name) => {
        // A disk that does not answer leaves what is known as it is.
        this.#refresh(shelf, name).catch(() => undefined);
      }),
    );
    if (!this.#hasOpen) {
      await this.loadOpen();
      this.#hasOpen = true;
    }
    this.#isPaging = true;
    try {
      const since = this.#known.now();
      const oldest = this.#oldest;
      const ids = await this.#store.ids('history');
      const older = oldest === null ? ids : ids.filter((id) => id < oldest);
      const next = older.slice(-page);
      await this.#read('history', next, since);
      this.#hasMore = older.length > next.length;
      this.#oldest = this.#hasMore ? (next[0] ?? oldest) : '';
    } finally {
      this.#isPaging = false;
    }
    this.#known.tell();
  }

  /** Another window may have changed something: one record, or nobody knows which. */
  async #refresh(shelf: Shelf, name: string | null): Promise<void> {
    const id = name === null ? null : /^(.*)\.json$/.exec(name)?.[1];
    if (id === null) {
      await this.#look(shelf);
    } else if (id !== undefined && (this.#isPaging || this.#isKnown(shelf, id))) {
      await this.#lookFor(id, shelf);
    } else {
      return;
    }
    this.#known.tell();
  }

  /** Of the history, what was read, and what this window itself put there or saw come in. */
  #isKnown(shelf: Shelf, id: string): boolean {
    const isRead = this.#oldest !== null && id >= this.#oldest;
    return shelf !== 'history' || isRead || this.#known.getFrom(shelf, id) !== null;
  }

  /** Resolves with whether it stands there. */
  async #lookFor(id: string, shelf: Shelf): Promise<boolean> {
    const since = this.#known.now();
    const record = await this.#store.read(id, shelf);
    if (record === null) {
      this.#known.missed(shelf, id, since);
    } else {
      this.#known.seen(shelf, record, since);
    }
    return record !== null;
  }

  /** Looks at a shelf, as far as it is known: what was known of it and stands there no more is gone. */
  #look(shelf: Shelf): Promise<void> {
    return this.#looks.take(shelf, async () => {
      const since = this.#known.now();
      const ids = (await this.#store.ids(shelf)).filter((id) => this.#isKnown(shelf, id));
      const stands = await this.#read(shelf, ids, since);
      for (const { id } of this.#known.list(shelf)) {
        if (this.#isKnown(shelf, id) && !stands.has(id)) {
          this.#known.missed(shelf, id, since);
        }
      }
    });
  }

  /** The ids of what stands there: also of what the disk does not give at the moment, which stays as it is known. */
  async #read(shelf: Shelf, ids: readonly string[], since: number): Promise<ReadonlySet<string>> {
    const { records, damaged } = await this.#store.readAll(ids, shelf);
    for (const path of damaged) {
      this.#onDamaged(path);
    }
    for (const record of records) {
      this.#known.seen(shelf, record, since);
    }
    const unread = ids.filter((id) => damaged.includes(`${shelf}/${id}.json`));
    return new Set([...records.map(({ id }) => id), ...unread]);
  }
}
