import type { GenerationRecord, StoredPicture } from '../records/generationRecord.ts';
import type { Workspace } from './workspace.ts';

/** One picture that waits to be put into the document. */
export interface Waiting {
  readonly record: GenerationRecord;
  readonly picture: StoredPicture;
  readonly bytes: Uint8Array;
}

/** Whether a file is this very picture. */
export async function holds(file: string, { bytes }: Waiting, workspace: Workspace): Promise<boolean> {
  const found = await workspace.readFile(file);
  return found !== null && Buffer.compare(found, bytes) === 0;
}
