import { generationRecord, type GenerationRecord } from '../../../src/records/generationRecord.ts';
import { shelves, type Shelf } from '../../../src/records/recordStore.ts';
import type { MemoryDisk } from './memoryDisk.ts';

type OnShelves = Record<Shelf, readonly GenerationRecord[]>;

/** What stands on each shelf of a disk, newest first. */
export function shelvesOnDisk(disk: MemoryDisk): OnShelves {
  return onShelves((shelf) =>
    disk
      .paths(shelf)
      .toSorted()
      .toReversed()
      .map((path) => generationRecord.parse(JSON.parse(disk.text(path) ?? ''))),
  );
}

export function onShelves(list: (shelf: Shelf) => readonly GenerationRecord[]): OnShelves {
  return Object.fromEntries(shelves.map((shelf) => [shelf, list(shelf)])) as OnShelves;
}
