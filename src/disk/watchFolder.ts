import { mkdirSync, watch } from 'node:fs';
import * as path from 'node:path';
import type { Watch } from '../records/recordBook.ts';

/** Tells of changes in the folders below one folder of this machine, whoever makes them. */
export function watchFolder(root: string): Watch {
  return (name, call) => {
    try {
      const folder = path.join(root, name);
      mkdirSync(folder, { recursive: true });
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
