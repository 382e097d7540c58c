import type { Watch } from '../../../src/records/recordBook.ts';
import type { MemoryDisk } from './memoryDisk.ts';

/** What the system tells those who watch folders of a disk in memory: later, and not always by name. */
export class FakeWatch {
  tellsNames = true;
  /** When what is told is heard. */
  deliver: (call: () => void) => void = queueMicrotask;
  readonly #watching = new Map<string, Set<(name: string | null) => void>>();

  constructor(disk: MemoryDisk) {
    disk.onChange = (path) => {
      const [folder = '', ...name] = path.split('/');
      for (const call of this.#watching.get(folder) ?? []) {
        this.deliver(() => {
          call(this.tellsNames ? name.join('/') : null);
        });
      }
    };
  }

  readonly watch: Watch = (folder, call) => {
    const calls = this.#watching.get(folder) ?? new Set();
    this.#watching.set(folder, calls.add(call));
    return { stop: () => calls.delete(call) };
  };
}

/** A system that cannot watch folders. */
export const noWatch: Watch = () => ({ stop: () => undefined });
