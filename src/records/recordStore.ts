import { createHash } from 'node:crypto';
import type { PictureType } from '../images/checkPicture.ts';
import type { Disk } from './disk.ts';
import type { GenerationRecord } from './generationRecord.ts';
import { openFolder } from './openFolder.ts';
import { picturePath, picturesFolder } from './picturePath.ts';
import { parseRecord, writtenRecord, type ReadRecord } from './recordFile.ts';
import { thumbnailPath } from './thumbnails.ts';

const damagedFolder = 'damaged';

/**
 * Where a record stands: its job or delivery goes on, or waits for the person; all is done; or the person moved it
 * to the bin.
 */
export const shelves = [openFolder, 'history', 'bin'] as const;
export type Shelf = (typeof shelves)[number];

export interface ReadRecords {
  readonly records: readonly GenerationRecord[];
  /** Where the files are that could not be read, below the storage folder: set aside, if the disk allowed it. */
  readonly damaged: readonly string[];
}

/** One file for each generation, from intent to history and bin. */
export class RecordStore {
  readonly #disk: Disk;

  constructor(disk: Disk) {
    this.#disk = disk;
  }

  /** Puts the record on disk; only then is the step that it tells true. Throws where the disk does not take it. */
  async write(record: GenerationRecord, shelf: Shelf = openFolder): Promise<void> {
    await this.#disk.replace(pathOf(record.id, shelf), writtenRecord(record));
  }

  async move(id: string, from: Shelf, to: Shelf): Promise<void> {
    await this.#disk.move(pathOf(id, from), pathOf(id, to));
  }

  /** The record as it is on disk now, or null where there is none that this version can read. */
  async read(id: string, shelf: Shelf): Promise<GenerationRecord | null> {
    const bytes = await this.#disk.read(pathOf(id, shelf));
    const read = bytes === null ? null : parseRecord(bytes);
    return read?.outcome === 'read' ? read.record : null;
  }

  /** The ids of a shelf in the order in which the records were made. */
  async ids(shelf: Shelf): Promise<string[]> {
    const names = await this.#disk.list(shelf);
    return names
      .filter((name) => name.endsWith('.json'))
      .map((name) => name.slice(0, -'.json'.length))
      .toSorted();
  }

  /**
   * The records with these ids, in their order. Damaged ones are set aside, never deleted; whatever is wrong with one
   * keeps no other from being read.
   */
  async readAll(ids: readonly string[], shelf: Shelf): Promise<ReadRecords> {
    const records: GenerationRecord[] = [];
    const damaged: string[] = [];
    for (const id of ids) {
      const read = await this.#readFile(pathOf(id, shelf));
      switch (read.outcome) {
        case 'read':
          records.push(read.record);
          break;
        case 'damaged':
          damaged.push(await this.#setAside(id, shelf));
          break;
        case 'unreadable':
          damaged.push(pathOf(id, shelf));
          break;
        case 'newer':
        case 'gone':
          break;
      }
    }
    return { records, damaged };
  }

  /** From the bin to nowhere: the record and what is left of its pictures. */
  async removeForGood({ id, state, replaced }: GenerationRecord): Promise<void> {
    const pictures = state.step === 'stored' ? state.pictures : [];
    for (const path of [...pictures.map((picture) => picture.path), replaced?.path ?? null]) {
      if (path !== null) {
        await this.#disk.remove(path);
      }
    }
    for (const { index } of pictures) {
      await this.#disk.remove(thumbnailPath({ generation: id, index }));
    }
    await this.#disk.remove(pathOf(id, 'bin'));
  }

  async storePicture(
    id: string,
    index: number,
    type: PictureType,
    bytes: Uint8Array,
  ): Promise<{ path: string; sha256: string }> {
    const path = picturePath(id, index, type);
    await this.#disk.replace(path, bytes);
    return { path, sha256: hashOf(bytes) };
  }

  /** What a picture is to take the place of, under a name of its bytes: another one is not written over. */
  async storeReplaced(id: string, type: PictureType, bytes: Uint8Array): Promise<string> {
    const path = `${picturesFolder}/${id}-replaced-${hashOf(bytes).slice(0, 16)}.${type}`;
    await this.#disk.replace(path, bytes);
    return path;
  }

  async readPicture(path: string): Promise<Uint8Array | null> {
    return this.#disk.read(path);
  }

  /** Whether a picture's file is there. */
  async hasPicture(path: string): Promise<boolean> {
    return (await this.#disk.age(path)) !== null;
  }

  async removePicture(path: string): Promise<void> {
    await this.#disk.remove(path);
  }

  async #readFile(path: string): Promise<ReadRecord | { readonly outcome: 'gone' | 'unreadable' }> {
    try {
      const bytes = await this.#disk.read(path);
      return bytes === null ? { outcome: 'gone' } : parseRecord(bytes);
    } catch {
      return { outcome: 'unreadable' };
    }
  }

  /** Where it is then. Another window may have been faster. */
  async #setAside(id: string, shelf: Shelf): Promise<string> {
    const path = pathOf(id, shelf);
    try {
      const taken = new Set(await this.#disk.list(damagedFolder));
      let free = `${id}.json`;
      for (let number = 1; taken.has(free); number++) {
        free = `${id}-${number}.json`;
      }
      await this.#disk.move(path, `${damagedFolder}/${free}`);
      return `${damagedFolder}/${free}`;
    } catch {
      return path;
    }
  }
}

/** SHA-256 in hexadecimal digits. */
export function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function pathOf(id: string, shelf: Shelf): string {
  return `${shelf}/${id}.json`;
}
