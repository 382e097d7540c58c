import { checkPicture, type PictureType } from '../images/checkPicture.ts';
import { hashOf } from '../records/recordStore.ts';

/** Why a file was left as it is. */
export type NotReplaced = 'fileGone' | 'noPicture' | 'otherType' | 'changed';

type Outcome =
  { readonly outcome: 'replaced' } | { readonly outcome: 'notReplaced'; readonly why: NotReplaced };

interface Replacement {
  /** The URI of the person's file. */
  readonly file: string;
  readonly type: PictureType;
  readonly bytes: Uint8Array;
  /** Puts what stands there into the bin. Throws where it cannot: then nothing is replaced. */
  readonly keep: (old: { readonly type: PictureType; readonly bytes: Uint8Array }) => Promise<void>;
  /** Takes it out of the bin again, where nothing took its place. */
  readonly release: () => Promise<void>;
}

/** Files of the person's that may be replaced: nothing else of a workspace can. */
export interface ReplaceableFiles {
  readFile(uri: string): Promise<Uint8Array | null>;
  /** The whole of a file, or nothing of it; false where it is no longer as expected. Throws where it cannot be written. */
  replaceFile(uri: string, expected: Uint8Array, bytes: Uint8Array): Promise<boolean>;
  /** False where something stands there. Throws where it cannot be written. */
  createFile(uri: string, bytes: Uint8Array): Promise<boolean>;
}

/**
 * Puts a picture in the place of a file, because the person says so. What stood there is in the bin before; a file
 * that became something else meanwhile is left as it is. A second try after a crash finds that it is done.
 */
export async function replaceFile(
  { file, type, bytes, keep, release }: Replacement,
  files: ReplaceableFiles,
): Promise<Outcome> {
  const old = await files.readFile(file);
  if (old === null) {
    return notReplaced('fileGone');
  }
  if (hashOf(old) === hashOf(bytes)) {
    return { outcome: 'replaced' };
  }
  const checked = checkPicture(old);
  if (checked.outcome !== 'whole') {
    return notReplaced('noPicture');
  }
  if (checked.type !== type) {
    return notReplaced('otherType');
  }
  await keep({ type: checked.type, bytes: old });
  try {
    if (await files.replaceFile(file, old, bytes)) {
      return { outcome: 'replaced' };
    }
  } catch (error) {
    const now = await files.readFile(file);
    // An error may also come when all is done: then only the bin has the old one.
    if (now !== null && hashOf(now) === hashOf(old)) {
      await release();
    }
    throw error;
  }
  await release();
  return notReplaced('changed');
}

/**
 * Puts back what a picture took the place of, where the file is gone or still has the hash that it was put there with.
 * False where it has become something else, which is left as it is.
 */
export async function putBack(
  { file, put, old }: { readonly file: string; readonly put: string; readonly old: Uint8Array },
  files: ReplaceableFiles,
): Promise<boolean> {
  const now = await files.readFile(file);
  if (now === null) {
    return files.createFile(file, old);
  }
  const hash = hashOf(now);
  return hash === hashOf(old) || (hash === put && files.replaceFile(file, now, old));
}

function notReplaced(why: NotReplaced): Outcome {
  return { outcome: 'notReplaced', why };
}
