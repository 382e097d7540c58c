import type { Disk } from '../../../src/records/disk.ts';

/** A disk on which it is another's turn, perhaps, before each operation; `afterwards`: and before its answer comes. */
export function inTurns(disk: Disk, turn: () => Promise<unknown>, { afterwards = false } = {}): Disk {
  const next = async <T>(work: () => Promise<T>): Promise<T> => {
    await turn();
    const done = await work();
    if (afterwards) {
      await turn();
    }
    return done;
  };
  return {
    read: (path) => next(() => disk.read(path)),
    create: (path, bytes) => next(() => disk.create(path, bytes)),
    replace: (path, bytes) => next(() => disk.replace(path, bytes)),
    move: (from, to) => next(() => disk.move(from, to)),
    remove: (path) => next(() => disk.remove(path)),
    list: (folder) => next(() => disk.list(folder)),
    touch: (path) => next(() => disk.touch(path)),
    age: (path) => next(() => disk.age(path)),
  };
}
