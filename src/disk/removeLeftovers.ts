import * as fs from 'node:fs/promises';
import * as path from 'node:path';

/**
 * Removes what a killed window left in these folders: halves of files that never got their names, claims that nobody
 * renews. Whoever lives has touched its own since then.
 */
export async function removeLeftovers(
  storage: string,
  folders: readonly string[],
  before: Date,
): Promise<void> {
  for (const folder of folders) {
    const names = await fs.readdir(path.join(storage, folder)).catch(() => []);
    for (const name of names) {
      await removeIfOlder(path.join(storage, folder, name), before);
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
