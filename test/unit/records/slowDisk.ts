import type { Disk } from '../../../src/records/disk.ts';
import type { DiskOperation } from './memoryDisk.ts';

/** A disk whose answers may come late: they say how it was when it was asked. */
export class SlowDisk implements Disk {
  readonly #disk: Disk;
  readonly #held = new Map<string, Promise<void>>();

  constructor(disk: Disk) {
    this.#disk = disk;
  }

  /** The next answer to such an operation comes when the function is called that this gives. */
  hold(operation: DiskOperation, path: string): () => void {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    this.#held.set(`${operation} ${path}`, held);
    return release;
  }

  read(path: string): Promise<Uint8Array | null> {
    return this.#answer('read', path, this.#disk.read(path));
  }

  create(path: string, bytes: Uint8Array): Promise<boolean> {
    return this.#answer('create', path, this.#disk.create(path, bytes));
  }

  replace(path: string, bytes: Uint8Array): Promise<void> {
    return this.#answer('replace', path, this.#disk.replace(path, bytes));
  }

  move(from: string, to: string): Promise<void> {
    return this.#answer('move', from, this.#disk.move(from, to));
  }

  remove(path: string): Promise<void> {
    return this.#answer('remove', path, this.#disk.remove(path));
  }

  list(folder: string): Promise<string[]> {
    return this.#answer('list', folder, this.#disk.list(folder));
  }

  touch(path: string): Promise<boolean> {
    return this.#answer('touch', path, this.#disk.touch(path));
  }

  age(path: string): Promise<number | null> {
    return this.#answer('age', path, this.#disk.age(path));
  }

  async #answer<T>(operation: DiskOperation, path: string, answer: Promise<T>): Promise<T> {
    const key = `${operation} ${path}`;
    const held = this.#held.get(key);
    this.#held.delete(key);
    const [given] = await Promise.all([answer, held]);
    return given;
  }
}
