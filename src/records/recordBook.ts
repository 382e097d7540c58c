import type { PictureType } from '../images/checkPicture.ts';
import type { GenerationRecord, StoredPicture } from './generationRecord.ts';
import { KnownRecords } from './knownRecords.ts';
import { openFolder } from './openFolder.ts';
import { RecordChanges, type Change } from './recordChanges.ts';
import { RecordLoader, type Watch } from './recordLoader.ts';
import type { RecordStore, Shelf } from './recordStore.ts';
import { thumbnailPath } from './thumbnails.ts';

export type { Watch } from './recordLoader.ts';

/**
 * The records as this window knows them: all open ones, and as much of the history as was asked for, newest first.
 * Whatever changes a record here is on disk before it is seen; what other windows change is read again.
 */
export class RecordBook {
  readonly #store: RecordStore;
  readonly #known = new KnownRecords();
  readonly #changes: RecordChanges;
  readonly #loader: RecordLoader;

  constructor(store: RecordStore, watch: Watch, onDamaged: (path: string) => void) {
    this.#store = store;
    this.#changes = new RecordChanges(store, this.#known);
    this.#loader = new RecordLoader(store, this.#known, watch, onDamaged);
  }

  /** Calls after every change; returns what ends it. */
  onDidChange(listener: () => void): () => void {
    return this.#known.onDidChange(listener);
  }

  get(id: string): GenerationRecord | null {
    return this.#known.get(id);
  }

  isOpen(id: string): boolean {
    return this.#known.getFrom(openFolder, id) !== null;
  }

  /** Newest first: the same list as long as nothing has changed. */
  list(shelf: Shelf): readonly GenerationRecord[] {
    return this.#known.list(shelf);
  }

  get hasMore(): boolean {
    return this.#loader.hasMore;
  }

  /** An open record as it is on disk now; null where it is none, or not one that this version can read. */
  readOpen(id: string): Promise<GenerationRecord | null> {
    return this.#loader.readOpen(id);
  }

  /** Reads the open records anew. */
  async loadOpen(): Promise<readonly GenerationRecord[]> {
    await this.#loader.loadOpen();
    return this.list(openFolder);
  }

  /** Reads the open records and the newest part of the history, if that was not done yet. */
  load(): Promise<void> {
    return this.#loader.load();
  }

  /** Reads the newest part of the history, or the next older part. From now on other windows' changes are seen. */
  loadMore(): Promise<void> {
    return this.#loader.loadMore();
  }

  /** Every record that is not in the bin, newest first, with the whole history. */
  async loadAll(): Promise<readonly GenerationRecord[]> {
    do {
      await this.loadMore();
    } while (this.hasMore);
    return [...this.list(openFolder), ...this.list('history')].sort((one, other) =>
      one.id < other.id ? 1 : -1,
    );
  }

  /** Puts a step of an open record on disk. Throws where the disk does not take it: then the step is not true. */
  write(record: GenerationRecord): Promise<void> {
    return this.#changes.write(record);
  }

  storePicture(
    id: string,
    index: number,
    type: PictureType,
    bytes: Uint8Array,
  ): Promise<{ path: string; sha256: string }> {
    return this.#store.storePicture(id, index, type, bytes);
  }

  /**
   * Keeps what a picture is to take the place of, before it does. Throws where that cannot be, also because the record
   * keeps something else: nothing that is kept is written over.
   */
  async keepReplaced(
    id: string,
    replaced: { readonly file: string; readonly sha256: string },
    old: { readonly type: PictureType; readonly bytes: Uint8Array },
    now: Date,
  ): Promise<void> {
    const path = await this.#store.storeReplaced(id, old.type, old.bytes);
    const kept = await this.update(id, (record) =>
      record.replaced === undefined
        ? { ...record, replaced: { ...replaced, path, at: now.toISOString() } }
        : record,
    );
    if (kept?.replaced?.path !== path) {
      await this.#store.removePicture(path);
      throw new Error(`The record of ${id} cannot keep another file`);
    }
  }

  /** It stands in its file again, or was kept for long enough. */
  async dropReplaced(id: string): Promise<void> {
    const dropped: string[] = [];
    await this.update(id, ({ replaced, ...record }) => {
      dropped.push(...(replaced === undefined ? [] : [replaced.path]));
      return record;
    });
    for (const path of dropped) {
      await this.#store.removePicture(path);
    }
  }

  /** Changes a record wherever it stands; null where it is gone. */
  update(id: string, change: Change): Promise<GenerationRecord | null> {
    return this.#changes.update(id, change);
  }

  /** Nothing is left to be done for it: from the open records to the history. */
  close(id: string): Promise<void> {
    return this.#changes.move(id, openFolder, 'history');
  }

  /** Back to the open records: what was closed waits for the person all the same. */
  reopen(id: string): Promise<void> {
    return this.#changes.move(id, 'history', openFolder);
  }

  /**
   * To the bin, from where it can be brought back for thirty days, if it may be deleted as it is on disk now. Resolves
   * with what was deleted; null where nothing was.
   */
  delete(
    id: string,
    now: Date,
    may: (record: GenerationRecord) => boolean = () => true,
  ): Promise<GenerationRecord | null> {
    return this.#changes.moveToBin(id, (record) =>
      may(record) ? { ...record, deletedAt: now.toISOString() } : null,
    );
  }

  async restore(id: string): Promise<void> {
    await this.#changes.move(id, 'bin', 'history');
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
    if ((await this.#store.read(id, 'bin')) !== null) {
      await this.restore(id);
    }
    await this.#updatePicture(id, index, (picture) => ({ ...picture, deletedAt: null }));
  }

  async replacePicture(id: string, replacement: StoredPicture): Promise<void> {
    await this.#updatePicture(id, replacement.index, () => replacement);
  }

  /** Drops a picture's bytes from the store; its record stays. */
  async dropBytes(id: string, index: number): Promise<void> {
    const dropped: string[] = [];
    await this.#updatePicture(id, index, (picture) => {
      dropped.push(...(picture.path === null ? [] : [picture.path]));
      return { ...picture, path: null };
    });
    for (const path of dropped) {
      await this.#store.removePicture(path);
    }
  }

  /** Removes for good what was deleted before a time: records in the bin, and of the others, pictures and replaced files. */
  async emptyBin(before: Date): Promise<void> {
    const isBefore = (time: string): boolean => Date.parse(time) < before.getTime();
    const isDue = ({ deletedAt }: Pick<GenerationRecord, 'deletedAt'>): boolean =>
      deletedAt !== null && isBefore(deletedAt);
    await this.#loader.loadBin();
    for (const { id } of this.list('bin').filter(isDue)) {
      await this.#changes.removeForGood(id, isDue);
    }
    await this.loadAll();
    for (const { id, state, replaced } of this.list('history')) {
      if (replaced !== undefined && isBefore(replaced.at)) {
        await this.dropReplaced(id);
      }
      const pictures = state.step === 'stored' ? state.pictures : [];
      for (const { index } of pictures.filter((picture) => picture.path !== null && isDue(picture))) {
        await this.dropBytes(id, index);
        await this.#store.removePicture(thumbnailPath({ generation: id, index }));
      }
    }
  }

  dispose(): void {
    this.#loader.dispose();
    this.#known.dispose();
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
}
