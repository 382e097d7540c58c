import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { PictureType } from '../images/checkPicture.ts';
import type { Disk } from './disk.ts';
import { generationRecord, recordVersion, type GenerationRecord } from './generationRecord.ts';
import { openFolder } from './openFolder.ts';

const historyFolder = 'history';
const damagedFolder = 'damaged';
const picturesFolder = 'pictures';

export interface OpenRecords {
  readonly records: readonly GenerationRecord[];
  /** Where the files are that could not be read, below the storage folder: set aside, if the disk allowed it. */
  readonly damaged: readonly string[];
}

const versioned = z.object({ version: z.number() });

/** One file for each generation, from intent to history. Whoever writes one holds its claim. */
export class RecordStore {
  readonly #disk: Disk;

  constructor(disk: Disk) {
    this.#disk = disk;
  }

  /** Puts the record on disk; only then is the step that it tells true. Throws where the disk does not take it. */
  async write(record: GenerationRecord): Promise<void> {
    const text = JSON.stringify(generationRecord.parse(record), null, 2);
    await this.#disk.replace(openPath(record.id), Buffer.from(text));
  }

  /** Nothing is left to be done for it: from the open records to the history. */
  async close(id: string): Promise<void> {
    await this.#disk.move(openPath(id), `${historyFolder}/${id}.json`);
  }

  /** The open record as it is on disk now, or null where there is none that this version can read. */
  async readOpen(id: string): Promise<GenerationRecord | null> {
    const bytes = await this.#disk.read(openPath(id));
    const read = bytes === null ? null : parseRecord(bytes);
    return read?.outcome === 'read' ? read.record : null;
  }

  /**
   * All open records in the order in which they were made. Damaged ones are set aside, never deleted; whatever is
   * wrong with one keeps no other from going on.
   */
  async listOpen(): Promise<OpenRecords> {
    const names = (await this.#disk.list(openFolder)).filter((name) => name.endsWith('.json')).toSorted();
    const records: GenerationRecord[] = [];
    const damaged: string[] = [];
    for (const name of names) {
      const read = await this.#readFile(`${openFolder}/${name}`);
      switch (read.outcome) {
        case 'read':
          records.push(read.record);
          break;
        case 'damaged':
          damaged.push(await this.#setAside(name));
          break;
        case 'unreadable':
          damaged.push(`${openFolder}/${name}`);
          break;
        case 'newer':
        case 'gone':
          break;
      }
    }
    return { records, damaged };
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
  async #setAside(name: string): Promise<string> {
    const path = `${openFolder}/${name}`;
    try {
      const taken = new Set(await this.#disk.list(damagedFolder));
      let free = name;
      for (let number = 1; taken.has(free); number++) {
        free = name.replace(/\.json$/, `-${number}.json`);
      }
      await this.#disk.move(path, `${damagedFolder}/${free}`);
      return `${damagedFolder}/${free}`;
    } catch {
      return path;
    }
  }

  async storePicture(
    id: string,
    index: number,
    type: PictureType,
    bytes: Uint8Array,
  ): Promise<{ path: string; sha256: string }> {
    const path = `${picturesFolder}/${id}-${index}.${type}`;
    await this.#disk.replace(path, bytes);
    return { path, sha256: createHash('sha256').update(bytes).digest('hex') };
  }

  async readPicture(path: string): Promise<Uint8Array | null> {
    return this.#disk.read(path);
  }
}

type ReadRecord =
  | { readonly outcome: 'read'; readonly record: GenerationRecord }
  /** Written by a newer version of the extension, in a window that was updated before this one: left to it. */
  | { readonly outcome: 'newer' }
  | { readonly outcome: 'damaged' };

function parseRecord(bytes: Uint8Array): ReadRecord {
  const value = parseJson(bytes);
  const record = generationRecord.safeParse(value).data;
  if (record !== undefined) {
    return { outcome: 'read', record };
  }
  const newer = (versioned.safeParse(value).data?.version ?? 0) > recordVersion;
  return { outcome: newer ? 'newer' : 'damaged' };
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}

function openPath(id: string): string {
  return `${openFolder}/${id}.json`;
}
