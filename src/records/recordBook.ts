import type { PictureType } from '../images/checkPicture.ts';
import type { GenerationRecord, StoredPicture } from './generationRecord.ts';
import { openFolder } from './openFolder.ts';
import { shelves, type RecordStore, type Shelf } from './recordStore.ts';

/** How much of the history is read at once. */
const page = 60;

/** Calls after changes in a folder, with the name of what changed, or null where the system does not tell. */
export type Watch = (folder: Shelf, call: (name: string | null) => void) => { stop(): void };

interface Entry {
  readonly shelf: Shelf;
  readonly record: GenerationRecord;
  /** Grows with each change of this window: what was read before such a change is not newer than it. */
  readonly change: number;
}

/**
 * The records as this window knows them: all open ones, and as much of the history as was asked for, newest first.
 * Whatever changes a record here is on disk before it is seen; what other windows change is read again.
 */
export class RecordBook {
  readonly #store: RecordStore;
  readonly #entries = new Map<string, Entry>();
  readonly #listeners = new Set<() => void>();
  readonly #watch: Watch;
  readonly #onDamaged: (path: string) => void;
  /** Of each record one change after the other, each made from what the one before left. */
  readonly #changing = new Map<string, Promise<unknown>>();
  /** Ids of the history from this one on are known; null before the history was looked into. */
  #oldest: string | null = null;
  #hasMore = false;
  #changes = 0;
  #watching: readonly { stop(): void }[] | null = null;
  #loading: Promise<void> | null = null;

  constructor(store: RecordStore, watch: Watch, onDamaged: (path: string) => void) {
    this.#store = store;
    this.#watch = watch;
    this.#onDamaged = onDamaged;
  }

  /** Calls after every change; returns what ends it. */
  onDidChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  get(id: string): GenerationRecord | null {
    return this.#entries.get(id)?.record ?? null;
  }

  /** Newest first. */
  list(shelf: Shelf): GenerationRecord[] {
    return [...this.#entries.values()]
      .filter((entry) => entry.shelf === shelf)
      .map(({ record }) => record)
      .sort((one, other) => (one.id < other.id ? 1 : -1));
  }

  get hasMore(): boolean {
    return this.#hasMore;
  }

  /** An open record as it is on disk now; null where it is none, or not one that this version can read. */
  async readOpen(id: string): Promise<GenerationRecord | null> {
    await this.#refreshOne(openFolder, id);
    const entry = this.#entries.get(id);
    return entry?.shelf === openFolder ? entry.record : null;
  }

  /** Reads the open records anew. */
  async loadOpen(): Promise<readonly GenerationRecord[]> {
    await this.#load(openFolder, await this.#store.ids(openFolder));
    this.#changed();
    return this.list(openFolder);
  }

  /** Reads the open records and the newest part of the history, if that was not done yet. */
  load(): Promise<void> {
    this.#loading ??= this.loadMore();
    return this.#loading;
  }

  /** Reads the newest part of the history, or the next older part. From now on other windows' changes are seen. */
  async loadMore(): Promise<void> {
    if (this.#watching === null) {
      this.#watching = shelves.map((shelf) =>
        this.#watch(shelf, (name) => {
          // A disk that does not answer leaves what is known as it is.
          this.#refresh(shelf, name).catch(() => undefined);
        }),
      );
      await this.loadOpen();
    }
    const ids = await this.#store.ids('history');
    const oldest = this.#oldest;
    const older = oldest === null ? ids : ids.filter((id) => id < oldest);
    const next = older.slice(-page);
    await this.#load('history', next, false);
    this.#oldest = next[0] ?? oldest ?? '';
    this.#hasMore = older.length > next.length;
    this.#changed();
  }

  /** Every record that is not in the bin, newest first, with the whole history. */
  async loadAll(): Promise<readonly GenerationRecord[]> {
    do {
      await this.loadMore();
    } while (this.#hasMore);
    return [...this.list(openFolder), ...this.list('history')];
  }

  /** Puts a step of an open record on disk. Throws where the disk does not take it: then the step is not true. */
  async write(record: GenerationRecord): Promise<void> {
    await this.#store.write(record);
    this.#put(openFolder, record);
    this.#changed();
  }

  storePicture(
    id: string,
    index: number,
    type: PictureType,
    bytes: Uint8Array,
  ): Promise<{ path: string; sha256: string }> {
    return this.#store.storePicture(id, index, type, bytes);
  }

  /** Changes a record wherever it stands; null where it is gone. */
  update(
    id: string,
    change: (record: GenerationRecord) => GenerationRecord,
  ): Promise<GenerationRecord | null> {
    return this.#inTurn(id, async () => {
      for (const shelf of shelves) {
        const record = await this.#store.read(id, shelf);
        if (record !== null) {
          const changed = change(record);
          await this.#store.write(changed, shelf);
          this.#put(shelf, changed);
          this.#changed();
          return changed;
        }
      }
      return null;
    });
  }

  /** Nothing is left to be done for it: from the open records to the history. */
  close(id: string): Promise<void> {
    return this.#move(id, openFolder, 'history');
  }

  /** To the bin, from where it can be brought back for thirty days. */
  async delete(id: string, now: Date): Promise<void> {
    const shelf = this.#entries.get(id)?.shelf;
    if (shelf === undefined || shelf === 'bin') {
      return;
    }
    await this.update(id, (record) => ({ ...record, deletedAt: now.toISOString() }));
    await this.#move(id, shelf, 'bin');
  }

  async restore(id: string): Promise<void> {
    await this.#move(id, 'bin', 'history');
    await this.update(id, (record) => ({ ...record, deletedAt: null }));
  }

  /** Deletes one picture of a generation; with its last one the record goes to the bin. */
  async deletePicture(id: string, index: number, now: Date): Promise<void> {
    const record = await this.#updatePicture(id, index, (picture) => ({
      ...picture,
      deletedAt: now.toISOString(),
    }));
    if (
      record?.state.step === 'stored' &&
      record.state.pictures.every(({ deletedAt }) => deletedAt !== null)
    ) {
      await this.delete(id, now);
    }
  }

  async restorePicture(id: string, index: number): Promise<void> {
    if (this.#entries.get(id)?.shelf === 'bin') {
      await this.restore(id);
    }
    await this.#updatePicture(id, index, (picture) => ({ ...picture, deletedAt: null }));
  }

  async replacePicture(id: string, replacement: StoredPicture): Promise<void> {
    await this.#updatePicture(id, replacement.index, () => replacement);
  }

  /** Drops a picture's bytes from the store; its record stays. */
  async dropBytes(id: string, index: number): Promise<void> {
    const record = this.get(id);
    const pictures = record?.state.step === 'stored' ? record.state.pictures : [];
    const path = pictures.find((picture) => picture.index === index)?.path ?? null;
    if (path !== null) {
      await this.#updatePicture(id, index, (picture) => ({ ...picture, path: null }));
      await this.#store.removePicture(path);
    }
  }

  /** Removes for good what was deleted before a time: records in the bin, and deleted pictures of the others. */
  async emptyBin(before: Date): Promise<void> {
    const isDue = (deletedAt: string | null): boolean =>
      deletedAt !== null && Date.parse(deletedAt) < before.getTime();
    const { records } = await this.#store.readAll(await this.#store.ids('bin'), 'bin');
    for (const record of records.filter(({ deletedAt }) => isDue(deletedAt))) {
      await this.#store.removeForGood(record);
      this.#entries.delete(record.id);
    }
    for (const { id, state } of this.list('history')) {
      for (const { index, deletedAt } of state.step === 'stored' ? state.pictures : []) {
        if (isDue(deletedAt)) {
          await this.dropBytes(id, index);
        }
      }
    }
  }

  isOpen(id: string): boolean {
    return this.#entries.get(id)?.shelf === openFolder;
  }

  dispose(): void {
    for (const watching of this.#watching ?? []) {
      watching.stop();
    }
    this.#listeners.clear();
  }

  #updatePicture(
    id: string,
    index: number,
    change: (picture: StoredPicture) => StoredPicture,
  ): Promise<GenerationRecord | null> {
    return this.update(id, (record) => {
      if (record.state.step !== 'stored') {
        return record;
      }
      const pictures = record.state.pictures.map((each) => (each.index === index ? change(each) : each));
      return { ...record, state: { ...record.state, pictures } };
    });
  }

  #move(id: string, from: Shelf, to: Shelf): Promise<void> {
    return this.#inTurn(id, async () => {
      await this.#store.move(id, from, to);
      const record = this.#entries.get(id)?.record ?? (await this.#store.read(id, to));
      if (record !== null) {
        this.#put(to, record);
      }
      this.#changed();
    });
  }

  async #inTurn<Result>(id: string, work: () => Promise<Result>): Promise<Result> {
    const before = this.#changing.get(id) ?? Promise.resolve();
    const mine = before.then(work, work);
    const settled = mine.catch(() => undefined);
    this.#changing.set(id, settled);
    try {
      return await mine;
    } finally {
      if (this.#changing.get(id) === settled) {
        this.#changing.delete(id);
      }
    }
  }

  #put(shelf: Shelf, record: GenerationRecord): void {
    this.#changes++;
    this.#entries.set(record.id, { shelf, record, change: this.#changes });
  }

  /** `whole`: the ids are all that stand on the shelf, so that what else was known of it is gone from there. */
  async #load(shelf: Shelf, ids: readonly string[], whole = true): Promise<void> {
    const change = this.#changes;
    const { records, damaged } = await this.#store.readAll(ids, shelf);
    for (const path of damaged) {
      this.#onDamaged(path);
    }
    const read = new Set(records.map(({ id }) => id));
    for (const [id, entry] of this.#entries) {
      if (whole && entry.shelf === shelf && entry.change <= change && !read.has(id)) {
        this.#entries.delete(id);
      }
    }
    for (const record of records) {
      if ((this.#entries.get(record.id)?.change ?? 0) <= change) {
        this.#entries.set(record.id, { shelf, record, change });
      }
    }
  }

  /** Another window may have changed something: one record, or nobody knows which. */
  async #refresh(shelf: Shelf, name: string | null): Promise<void> {
    const id = name === null ? null : /^(.*)\.json$/.exec(name)?.[1];
    if (id === undefined) {
      return;
    }
    const oldest = this.#oldest ?? '';
    const isKnown = (each: string): boolean => shelf !== 'history' || each >= oldest;
    if (id === null) {
      await this.#load(shelf, (await this.#store.ids(shelf)).filter(isKnown));
    } else if (isKnown(id)) {
      await this.#refreshOne(shelf, id);
    }
    this.#changed();
  }

  async #refreshOne(shelf: Shelf, id: string): Promise<void> {
    const change = this.#changes;
    const record = await this.#store.read(id, shelf);
    const known = this.#entries.get(id);
    if ((known?.change ?? 0) > change) {
      return;
    }
    if (record !== null) {
      this.#entries.set(id, { shelf, record, change });
    } else if (known?.shelf === shelf) {
      this.#entries.delete(id);
    }
  }

  #changed(): void {
    for (const listener of this.#listeners) {
      listener();
    }
  }
}
