import type { Disk } from '../../../src/records/disk.ts';

export type DiskOperation = keyof Disk;

interface StoredFile {
  readonly bytes: Uint8Array;
  readonly changedAt: number;
}

/** A disk in memory, which may fail at any operation, before or after it had its effect. */
export class MemoryDisk implements Disk {
  readonly files = new Map<string, StoredFile>();
  /** Called before each operation; what it throws is the disk's error. */
  before: ((operation: DiskOperation, path: string) => void) | null = null;
  /** Called when an operation has had its effect; what it throws is the disk's error all the same. */
  after: ((operation: DiskOperation, path: string) => void) | null = null;
  /** Called when a file came, changed or went. */
  onChange: ((path: string) => void) | null = null;
  readonly #now: () => number;

  constructor(now: () => number = () => 0) {
    this.#now = now;
  }

  read(path: string): Promise<Uint8Array | null> {
    return this.#do('read', path, () => {
      const file = this.files.get(path);
      return file === undefined ? null : Uint8Array.from(file.bytes);
    });
  }

  create(path: string, bytes: Uint8Array): Promise<boolean> {
    return this.#do('create', path, () => {
      if (this.files.has(path)) {
        return false;
      }
      this.put(path, bytes);
      return true;
    });
  }

  replace(path: string, bytes: Uint8Array): Promise<void> {
    return this.#do('replace', path, () => {
      this.put(path, bytes);
    });
  }

  move(from: string, to: string): Promise<void> {
    return this.#do('move', from, () => {
      const file = this.files.get(from);
      if (file === undefined) {
        throw new Error(`ENOENT: ${from}`);
      }
      this.#delete(from);
      this.#set(to, file);
    });
  }

  remove(path: string): Promise<void> {
    return this.#do('remove', path, () => {
      this.#delete(path);
    });
  }

  list(folder: string): Promise<string[]> {
    return this.#do('list', folder, () => this.paths(folder).map((path) => path.slice(folder.length + 1)));
  }

  touch(path: string): Promise<boolean> {
    return this.#do('touch', path, () => {
      const file = this.files.get(path);
      if (file !== undefined) {
        this.put(path, file.bytes);
      }
      return file !== undefined;
    });
  }

  age(path: string): Promise<number | null> {
    return this.#do('age', path, () => {
      const file = this.files.get(path);
      return file === undefined ? null : this.#now() - file.changedAt;
    });
  }

  put(path: string, content: Uint8Array | string): void {
    this.#set(path, { bytes: Buffer.from(content), changedAt: this.#now() });
  }

  text(path: string): string | null {
    const file = this.files.get(path);
    return file === undefined ? null : Buffer.from(file.bytes).toString();
  }

  paths(folder: string): string[] {
    return [...this.files.keys()].filter((path) => path.startsWith(`${folder}/`));
  }

  #set(path: string, file: StoredFile): void {
    this.files.set(path, file);
    this.onChange?.(path);
  }

  #delete(path: string): void {
    if (this.files.delete(path)) {
      this.onChange?.(path);
    }
  }

  #do<T>(operation: DiskOperation, path: string, effect: () => T): Promise<T> {
    return new Promise((resolve) => {
      this.before?.(operation, path);
      const result = effect();
      this.after?.(operation, path);
      resolve(result);
    });
  }
}
