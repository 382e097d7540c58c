import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { atExit } from './ending.ts';

/** What is downloaded once for all clones on this machine. It may be deleted at any time. */
export function cacheFolder(): string {
  const folder = process.env['Z_IMAGE_CACHE'] ?? join(homedir(), '.cache', 'z-image-dev');
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** A folder that is either complete or not there, also when it is made twice at once. */
export async function cached(name: string, fill: (folder: string) => Promise<void>): Promise<string> {
  const folder = join(cacheFolder(), name);
  if (existsSync(folder)) return folder;
  const unfinished = mkdtempSync(`${folder}.unfinished-`);
  const remove = (): void => {
    rmSync(unfinished, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  };
  const forget = atExit(remove);
  try {
    await fill(unfinished);
    renameSync(unfinished, folder);
  } catch (error) {
    // Somebody else may have finished first, and theirs is as good.
    if (!existsSync(folder)) throw error;
  } finally {
    forget();
    remove();
  }
  return folder;
}
