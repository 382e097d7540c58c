import { closeSync, fsyncSync, mkdirSync, openSync, watch } from 'node:fs';
import * as path from 'node:path';
import type { Watch } from '../records/recordBook.ts';

/** Tells of changes in the folders below one folder of this machine, whoever makes them. */
export function watchFolder(root: string): Watch {
  return (name, call) => {
    try {
      const folder = path.join(root, name);
      makeFolder(folder);
      const watcher = watch(folder, { persistent: false }, (_, changed) => {
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
      // What cannot be watched shows other windows' changes later, and loses nothing.
      return { stop: () => undefined };
    }
  };
}

/**
 * Whoever writes the first record there finds the folder, and counts on its name being on the disk. Windows neither
 * needs nor allows that it is flushed.
 */
function makeFolder(folder: string): void {
  const first = mkdirSync(folder, { recursive: true });
  if (first === undefined || process.platform === 'win32') {
    return;
  }
  for (let made = folder; made.length >= first.length; made = path.dirname(made)) {
    const parent = openSync(path.dirname(made), 'r');
    try {
      fsyncSync(parent);
    } finally {
      closeSync(parent);
    }
  }
}
