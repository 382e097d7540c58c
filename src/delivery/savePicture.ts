import type { GenerationRecord, StoredPicture } from '../records/generationRecord.ts';
import { candidateFiles } from './candidateFiles.ts';
import type { Workspace } from './workspace.ts';

export type SavedPicture =
  | { readonly outcome: 'saved'; readonly file: string }
  /** The very same bytes stand there already: a second 'Save' makes no second file. */
  | { readonly outcome: 'stoodThere'; readonly file: string }
  | { readonly outcome: 'notSaved'; readonly failure: unknown };

/** Puts a picture into a folder under the first name that is free; nothing is overwritten. */
export async function savePicture(
  folder: string,
  fileName: string,
  record: GenerationRecord,
  picture: StoredPicture,
  bytes: Uint8Array,
  workspace: Workspace,
): Promise<SavedPicture> {
  try {
    for (const file of candidateFiles(folder, fileName, record, picture)) {
      if (!(await workspace.exists(file)) && (await workspace.createFile(file, bytes))) {
        return { outcome: 'saved', file };
      }
      // What stands there may have come between the look and the write: a second click saves the same.
      const standing = await workspace.readFile(file);
      if (standing !== null && Buffer.compare(standing, bytes) === 0) {
        return { outcome: 'stoodThere', file };
      }
    }
    throw new Error('no name is free');
  } catch (failure) {
    return { outcome: 'notSaved', failure };
  }
}
