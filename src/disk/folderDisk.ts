import { randomUUID } from 'node:crypto';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Disk } from '../records/disk.ts';

/** A file is written here first: one that a crash left half written is in nobody's way. */
export const temporaryFolder = 'temporary';

/** A `Disk` in a folder of this machine; the folder comes to be at the first write. */
export function folderDisk(folder: string): Disk {
  const full = (name: string): string => path.join(folder, ...name.split('/'));

  return {
    read: (name) => unlessMissing(fs.readFile(full(name)), null),
    async create(name, bytes) {
      await makeFolder(path.dirname(full(name)));
      try {
        await writeFlushed(full(name), bytes);
      } catch (error) {
        if (codeOf(error) === 'EEXIST') {
          return false;
        }
        throw error;
      }
      await flushFolder(path.dirname(full(name)));
      return true;
    },
    async replace(name, bytes) {
      const target = full(name);
      const temporary = full(`${temporaryFolder}/${randomUUID()}`);
      await makeFolder(path.dirname(target));
      await makeFolder(path.dirname(temporary));
      await writeFlushed(temporary, bytes);
      try {
        await rename(temporary, target);
      } catch (error) {
        await fs.rm(temporary, { force: true });
        throw error;
      }
      await flushFolder(path.dirname(target));
    },
    async move(from, to) {
      await makeFolder(path.dirname(full(to)));
      await rename(full(from), full(to));
      await flushFolder(path.dirname(full(to)));
    },
    remove: (name) => fs.rm(full(name), { force: true }),
    list: (name) => unlessMissing(fs.readdir(full(name)), []),
    async touch(name) {
      const now = new Date();
      return unlessMissing(
        fs.utimes(full(name), now, now).then(() => true),
        false,
      );
    },
    async age(name) {
      const found = await unlessMissing(fs.stat(full(name)), null);
      return found === null ? null : Date.now() - found.mtimeMs;
    },
  };
}

/** Leaves no file where it could not be written as a whole. */
async function writeFlushed(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await fs.open(file, 'wx', 0o600);
  try {
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    await fs.rm(file, { force: true });
    throw error;
  }
}

/** A new folder's own name must survive as well, up to the first that was there. */
async function makeFolder(folder: string): Promise<void> {
  const first = await fs.mkdir(folder, { recursive: true });
  for (let made = folder; first !== undefined && made.length >= first.length; made = path.dirname(made)) {
    await flushFolder(path.dirname(made));
  }
}

/** What file systems say that keep no folders of their own to flush, such as those of shares and of some containers. */
const notFlushable = new Set(['EINVAL', 'ENOTSUP', 'ENOSYS', 'EISDIR']);

/** The name itself must survive as well. Windows neither needs nor allows it. */
async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') {
    return;
  }
  const handle = await fs.open(folder, 'r');
  try {
    await handle.sync();
  } catch (error) {
    if (!notFlushable.has(codeOf(error) ?? '')) {
      throw error;
    }
  } finally {
    await handle.close();
  }
}

/** On Windows a virus scanner or an indexer may hold a file for a moment; it lets go of it soon. */
const heldByOthers = new Set(['EACCES', 'EBUSY', 'EPERM']);
const mostRenames = 8;

async function rename(from: string, to: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await fs.rename(from, to);
      return;
    } catch (error) {
      const mayPass = process.platform === 'win32' && heldByOthers.has(codeOf(error) ?? '');
      if (!mayPass || attempt >= mostRenames) {
        throw error;
      }
      await pause(10 * 2 ** attempt);
    }
  }
}

async function unlessMissing<T, M>(work: Promise<T>, missing: M): Promise<T | M> {
  try {
    return await work;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') {
      return missing;
    }
    throw error;
  }
}

function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}
