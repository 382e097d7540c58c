import { appendFileSync } from 'node:fs';
import fs, { type FileHandle } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { basename } from 'node:path';
import type { Plan } from './plan.ts';

interface Operation {
  readonly name: string;
  readonly path: string;
  /** What a process that dies in its midst has done of it. */
  readonly half?: () => Promise<unknown>;
}

/**
 * Stands between the extension and its own folder on the disk. Only what changes the disk counts, in the order in
 * which it begins; touching a claim does not, since that goes by the clock.
 */
export class FaultyDisk {
  readonly #folder: string;
  readonly #firedFile: string;
  #plan: Plan = { fault: 'none' };
  #operations = 0;
  #failing = false;

  constructor(folder: string, firedFile: string) {
    this.#folder = folder;
    this.#firedFile = firedFile;
    this.#stepBetween();
  }

  set plan(plan: Plan) {
    this.#plan = plan;
    this.#operations = 0;
    this.#failing = false;
  }

  edited(text: string): void {
    if (this.#plan.fault === 'killAtEdit' && text.includes(this.#plan.words)) {
      this.#fire(`the edit of the document`);
      kill();
    }
  }

  #stepBetween(): void {
    const { open, rename, rm, mkdir } = fs;
    fs.open = async (path, flags, ...rest) => {
      const handle = await (flags === 'wx'
        ? this.#do({ name: 'create', path: String(path) }, () => open(path, flags, ...rest))
        : open(path, flags, ...rest));
      if (flags === 'wx' && this.#isOurs(String(path))) {
        this.#stepBetweenHandle(handle, String(path));
      }
      return handle;
    };
    fs.rename = (from, to) => this.#do({ name: 'rename to', path: String(to) }, () => rename(from, to));
    fs.rm = (path, ...rest) => this.#do({ name: 'remove', path: String(path) }, () => rm(path, ...rest));
    fs.mkdir = ((...all: Parameters<typeof mkdir>) =>
      this.#do({ name: 'make folder', path: String(all[0]) }, () => mkdir(...all))) as typeof mkdir;
    syncBuiltinESMExports();
  }

  #stepBetweenHandle(handle: FileHandle, path: string): void {
    const writeFile = handle.writeFile.bind(handle);
    const sync = handle.sync.bind(handle);
    handle.writeFile = async (data, options) => {
      const half = async (): Promise<void> => {
        if (data instanceof Uint8Array) {
          await writeFile(data.subarray(0, data.length / 2));
        }
      };
      await this.#do({ name: 'write', path, half }, () => writeFile(data, options));
    };
    handle.sync = () => this.#do({ name: 'flush', path }, sync);
  }

  async #do<T>(operation: Operation, effect: () => Promise<T>): Promise<T> {
    if (!this.#isOurs(operation.path)) {
      return effect();
    }
    this.#operations++;
    const plan = this.#plan;
    const label = `${operation.name} ${nameOf(operation.path)}`;
    if (plan.fault === 'trace') {
      this.#fire(label);
    }
    if (plan.fault === 'diskError' && (this.#failing || this.#operations === plan.operation)) {
      if (!this.#failing) {
        this.#fire(label);
      }
      this.#failing = plan.lasting;
      throw Object.assign(new Error(`${plan.code}: planned, ${label}`), { code: plan.code });
    }
    if (plan.fault !== 'killAtDisk' || this.#operations !== plan.operation) {
      return effect();
    }
    if (plan.moment === 'after') {
      await effect();
    }
    if (plan.moment === 'within') {
      await operation.half?.();
    }
    this.#fire(label);
    kill();
    return effect();
  }

  #fire(at: string): void {
    appendFileSync(this.#firedFile, `${JSON.stringify({ at })}\n`);
  }

  #isOurs(path: string): boolean {
    return path.startsWith(this.#folder);
  }
}

/** As `kill -9` from outside would: nothing of this process runs any more when it returns. */
function kill(): void {
  process.kill(process.pid, 'SIGKILL');
}

/** Ids are of no use to who reads the report. */
function nameOf(path: string): string {
  const name = basename(path);
  const folder = basename(path.slice(0, -name.length - 1));
  return /^[0-9a-f-]{36}$/.test(name)
    ? folder
    : `${folder}/${name.replace(/\d{8}T\d{9}Z-[0-9a-f-]{36}/, 'ID')}`;
}
