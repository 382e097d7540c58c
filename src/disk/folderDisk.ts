import { randomUUID } from 'node:crypto';
import { mkdirSync, watch } from 'node:fs';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import type { Disk } from '../records/disk.ts';

/** A `Disk` in a folder of this machine; the folder comes to be at the first write. */
export function folderDisk(folder: string): Disk {
  const full = (name: string): string => path.join(folder, ...name.split('/'));

  return {
    read: (name) => unlessMissing(fs.readFile(full(name)), null),
    async create(name, bytes) {
      await fs.mkdir(path.dirname(full(name)), { recursive: true });
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
      const temporary = `${target}.${randomUUID()}.tmp`;
      await fs.mkdir(path.dirname(target), { recursive: true });
      try {
        await writeFlushed(temporary, bytes);
        await fs.rename(temporary, target);
      } catch (error) {
        await fs.rm(temporary, { force: true });
        throw error;
      }
      await flushFolder(path.dirname(target));
    },
    async move(from, to) {
      await fs.mkdir(path.dirname(full(to)), { recursive: true });
      await fs.rename(full(from), full(to));
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
    watch(name, call) {
      try {
        mkdirSync(full(name), { recursive: true });
        const watcher = watch(full(name), { persistent: false }, (_, changed) => {
          call(changed);
        });
        watcher.on('error', () => {
          watcher.close();
        });
        return {
          stop() {
            watcher.close();
          },
        };
      } catch {
        // A disk that cannot be watched shows other windows' changes later, and loses nothing.
        return { stop: () => undefined };
      }
    },
  };
}

async function writeFlushed(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await fs.open(file, 'wx', 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The name itself must survive as well. Windows neither needs nor allows it. */
async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') {
    return;
  }
  const handle = await fs.open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
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
