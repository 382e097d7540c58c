import { isSamePicture } from '../images/samePicture.ts';
import type { InsertionRecord, StoredPicture } from '../records/generationRecord.ts';
import type { Workspace } from './workspace.ts';

/** One picture that waits to be put into the document. */
export interface Waiting {
  readonly record: InsertionRecord;
  readonly picture: StoredPicture;
  readonly bytes: Uint8Array;
  /** The file of the person's that is this very picture already: it is linked, and no second one is made. */
  readonly standing?: string | null;
}

/** Whether a file is this very picture, whatever is told in it about it. */
export async function holds(file: string, { bytes }: Waiting, workspace: Workspace): Promise<boolean> {
  const found = await workspace.readFile(file);
  return found !== null && isSamePicture(found, bytes);
}
