import type { Disk } from '../../../src/records/disk.ts';
import type { MemoryDisk } from './memoryDisk.ts';

/** The step at which a process is killed: before it has its effect, in the midst of it, or after it. */
export interface Death {
  readonly step: number;
  readonly moment: 'before' | 'within' | 'after';
}

/**
 * A process that is killed at one of its steps. What it did before stays done; what it waits for never comes, so
 * that nothing of it goes on. While it sleeps, as a laptop does, none of its steps begins or ends.
 */
export class MortalProcess {
  steps = 0;
  /** In how many of them it slept: each is about to take effect, or what follows it is. */
  heldSteps = 0;
  /** Called as each step begins and has ended. */
  onStep: ((step: number, moment: 'before' | 'after') => void) | null = null;
  readonly killed: Promise<'killed'>;
  #alive = true;
  readonly #death: Death | null;
  #tell: () => void = () => undefined;
  #awake: Promise<void> | null = null;
  #wake: () => void = () => undefined;

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

  get isAsleep(): boolean {
    return this.#awake !== null;
  }

  kill(): void {
    this.#alive = false;
    this.#tell();
  }

  sleep(): void {
    this.#awake ??= new Promise((resolve) => {
      this.#wake = resolve;
    });
  }

  wake(): void {
    this.#awake = null;
    this.#wake();
  }

  /** `torn` is what is left of an effect that was interrupted; without it, it is as if it had not begun. */
  async step<T>(effect: () => Promise<T>, torn: () => void = () => undefined): Promise<T> {
    const step = this.steps;
    const moment = this.#alive && this.#death?.step === this.steps++ ? this.#death.moment : null;
    this.onStep?.(step, 'before');
    if (this.#awake !== null) {
      this.heldSteps++;
      await this.#awake;
    }
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
      this.onStep?.(step, 'after');
      if (this.isAsleep) {
        this.heldSteps++;
        await this.#awake;
      }
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
