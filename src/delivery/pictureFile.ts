import { markPicture } from '../images/markPicture.ts';
import type { Origin } from '../images/origin.ts';
import type { GenerationRecord, SavedFile, StoredPicture } from '../records/generationRecord.ts';
import { hashOf } from '../records/recordStore.ts';
import type { Workspace } from './workspace.ts';

/** A stored picture with its bytes. */
interface PictureAtHand {
  readonly record: GenerationRecord;
  readonly picture: StoredPicture;
  readonly bytes: Uint8Array;
}

/**
 * The bytes that a picture has as a file of the person's: they tell where it comes from. A record gives the same ones
 * each time, also for a picture that comes from such a file. What cannot be marked is saved as it is.
 */
export function pictureFile(
  { record, picture, bytes }: PictureAtHand,
  embedPrompt: boolean,
  workspace: Pick<Workspace, 'notMarked'>,
): Uint8Array {
  const marked = markPicture(bytes, originOf(record, picture, embedPrompt));
  switch (marked.outcome) {
    case 'marked':
      return marked.bytes;
    case 'unmarked':
      workspace.notMarked(record.id, marked.why);
      return bytes;
  }
}

/** What a record keeps of a file of the person's. */
export function savedFile({ index }: StoredPicture, file: string, bytes: Uint8Array): SavedFile {
  return { index, file, sha256: hashOf(bytes) };
}

function originOf(
  { request, createdAt }: GenerationRecord,
  { index, count, width, height }: StoredPicture,
  embedPrompt: boolean,
): Origin {
  const { prompt, model, seed, numInferenceSteps: steps, imageSize } = request;
  return {
    prompt: embedPrompt ? prompt : null,
    model,
    seed,
    index,
    count,
    steps,
    imageSize,
    width,
    height,
    createdAt,
  };
}
