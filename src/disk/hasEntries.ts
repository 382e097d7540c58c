import { readdir } from 'node:fs/promises';
import * as path from 'node:path';

/** Whether a folder has anything in it: the one question that is asked at every start of the editor. */
export async function hasEntries(...parts: [string, ...string[]]): Promise<boolean> {
  try {
    return (await readdir(path.join(...parts))).length > 0;
  } catch {
    return false;
  }
}
