import * as fs from 'node:fs/promises';
import * as path from 'node:path';

/** What a killed window leaves behind: half of a file that never got its name, and a claim that nobody renews. */
const foldersOfTheLiving = ['temporary', 'claims'];

/** Removes what nobody has touched since then; whoever lives touches its files every few seconds. */
export async function removeLeftovers(folder: string, before: Date): Promise<void> {
  for (const each of foldersOfTheLiving) {
    const names = await fs.readdir(path.join(folder, each)).catch(() => []);
    for (const name of names) {
      await removeIfOlder(path.join(folder, each, name), before);
    }
  }
}

async function removeIfOlder(file: string, before: Date): Promise<void> {
  try {
    const { mtimeMs } = await fs.stat(file);
    if (mtimeMs < before.getTime()) {
      await fs.rm(file, { force: true });
    }
  } catch {
    // It is gone, or not ours to remove: it does no harm where it is.
  }
}
