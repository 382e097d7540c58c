import { isSamePicture } from '../images/samePicture.ts';
import type { GenerationRecord, SavedFile } from '../records/generationRecord.ts';
import { hashOf } from '../records/recordStore.ts';
import type { Workspace } from './workspace.ts';

type Files = Pick<Workspace, 'readFile'>;

/** The file that a picture was saved as, if it still stands there as it was saved; the latest first. */
export async function standingFile(
  record: GenerationRecord,
  index: number,
  files: Files,
): Promise<SavedFile | null> {
  for (const saved of record.saved.filter((each) => each.index === index).toReversed()) {
    const bytes = await files.readFile(saved.file);
    if (bytes !== null && hashOf(bytes) === saved.sha256) {
      return saved;
    }
  }
  return null;
}

/**
 * Whether our own bytes of a picture can be dropped: a file of the person's stands as it was saved, and is that very
 * picture. Both are looked at, since a file is not its picture's bytes alone.
 */
export async function standsElsewhere(
  record: GenerationRecord,
  index: number,
  stored: Uint8Array,
  files: Files,
): Promise<boolean> {
  const standing = await standingFile(record, index, files);
  const found = standing === null ? null : await files.readFile(standing.file);
  return found !== null && isSamePicture(found, stored);
}
