import type { GenerationRecord } from './generationRecord.ts';
import type { KnownRecords } from './knownRecords.ts';
import { openFolder } from './openFolder.ts';
import { shelves, type RecordStore, type Shelf } from './recordStore.ts';
import { Turns } from './turns.ts';

export type Change = (record: GenerationRecord) => GenerationRecord;

/**
 * What this window changes. Of each record one change follows the other, each made from what stands on disk then, and
 * each is on disk before it is known.
 */
export class RecordChanges {
  readonly #store: RecordStore;
  readonly #known: KnownRecords;
  readonly #turns = new Turns();

  constructor(store: RecordStore, known: KnownRecords) {
    this.#store = store;
    this.#known = known;
  }

  write(record: GenerationRecord): Promise<void> {
    return this.#turns.take(record.id, () => this.#put(openFolder, record));
  }

  /** Wherever it stands; null where it is gone. */
  update(id: string, change: Change): Promise<GenerationRecord | null> {
    return this.#turns.take(id, async () => {
      const found = await this.#find(id);
      if (found === null) {
        return null;
      }
      const changed = change(found.record);
      await this.#put(found.shelf, changed);
      return changed;
    });
  }

  move(id: string, from: Shelf, to: Shelf): Promise<void> {
    return this.#turns.take(id, async () => {
      const record = await this.#store.read(id, from);
      if (record === null) {
        throw new Error(`${from} has no record ${id}`);
      }
      await this.#moveKnown(record, from, to);
    });
  }

  /** From wherever it stands, changed; null where it is there already, or is not to be changed. */
  moveToBin(
    id: string,
    change: (record: GenerationRecord) => GenerationRecord | null,
  ): Promise<GenerationRecord | null> {
    return this.#turns.take(id, async () => {
      const found = await this.#find(id);
      const changed = found === null || found.shelf === 'bin' ? null : change(found.record);
      if (found === null || changed === null) {
        return null;
      }
      await this.#put(found.shelf, changed);
      await this.#moveKnown(changed, found.shelf, 'bin');
      return changed;
    });
  }

  /** What is in the bin, where it still may be removed. */
  removeForGood(id: string, mayBeRemoved: (record: GenerationRecord) => boolean): Promise<void> {
    return this.#turns.take(id, async () => {
      const record = await this.#store.read(id, 'bin');
      if (record !== null && mayBeRemoved(record)) {
        await this.#store.removeForGood(record);
        this.#known.remove(id);
      }
    });
  }

  async #find(id: string): Promise<{ readonly shelf: Shelf; readonly record: GenerationRecord } | null> {
    for (const shelf of shelves) {
      const record = await this.#store.read(id, shelf);
      if (record !== null) {
        return { shelf, record };
      }
    }
    return null;
  }

  async #put(shelf: Shelf, record: GenerationRecord): Promise<void> {
    await this.#store.write(record, shelf);
    this.#known.put(shelf, record);
  }

  async #moveKnown(record: GenerationRecord, from: Shelf, to: Shelf): Promise<void> {
    await this.#known.move(record, to, () => this.#store.move(record.id, from, to));
  }
}
