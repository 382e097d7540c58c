import type { Disk } from '../../../src/records/disk.ts';
import type { MemoryDisk } from './memoryDisk.ts';

/** The step at which a process is killed: before it has its effect, in the midst of it, or after it. */
export interface Death {
  readonly step: number;
  readonly moment: 'before' | 'within' | 'after';
}

/**
 * A process that is killed at one of its steps. What it did before stays done; what it waits for never comes, so
 * that nothing of it goes on.
 */
export class MortalProcess {
  steps = 0;
  readonly killed: Promise<'killed'>;
  #alive = true;
  readonly #death: Death | null;
  #tell: () => void = () => undefined;

  constructor(death: Death | null = null) {
    this.#death = death;
    this.killed = new Promise((resolve) => {
      this.#tell = () => {
        resolve('killed');
      };
    });
  }

  get isAlive(): boolean {
    return this.#alive;
  }

  kill(): void {
    this.#alive = false;
    this.#tell();
  }

  /** `torn` is what is left of an effect that was interrupted; without it, it is as if it had not begun. */
  async step<T>(effect: () => Promise<T>, torn: () => void = () => undefined): Promise<T> {
    const moment = this.#alive && this.#death?.step === this.steps++ ? this.#death.moment : null;
    if (moment === 'within') {
      torn();
    }
    if (moment === 'before' || moment === 'within') {
      this.kill();
    }
    if (!this.#alive) {
      return forEver();
    }
    try {
      return await effect();
    } finally {
      if (moment === 'after') {
        this.kill();
      }
      if (!this.isAlive) {
        await forEver();
      }
    }
  }
}

/** The disk as one process has it. */
export function diskOf(process: MortalProcess, disk: MemoryDisk): Disk {
  return {
    read: (path) => process.step(() => disk.read(path)),
    create: (path, bytes) =>
      process.step(
        () => disk.create(path, bytes),
        () => {
          // The name is there, the bytes are not.
          if (!disk.files.has(path)) {
            disk.put(path, '');
          }
        },
      ),
    replace: (path, bytes) =>
      process.step(
        () => disk.replace(path, bytes),
        () => {
          disk.put(`temporary/${disk.files.size}`, bytes.subarray(0, bytes.length / 2));
        },
      ),
    move: (from, to) => process.step(() => disk.move(from, to)),
    remove: (path) => process.step(() => disk.remove(path)),
    list: (folder) => process.step(() => disk.list(folder)),
    touch: (path) => process.step(() => disk.touch(path)),
    age: (path) => process.step(() => disk.age(path)),
  };
}

/** A promise of its own each time, so that whatever waits for it can be forgotten with it. */
function forEver(): Promise<never> {
  return new Promise(() => undefined);
}
