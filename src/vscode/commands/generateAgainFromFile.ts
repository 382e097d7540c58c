import type { GenerationRecord } from '../../records/generationRecord.ts';
import { hashOf } from '../../records/recordStore.ts';
import { chosenPictureFile, readPictureFile, tellNoPicture, type PictureFile } from '../pictureFiles.ts';
import type { Services } from '../services.ts';
import type { GenerateAgain } from './generateAgain.ts';

/** 'Generate Again' of a picture's file, ours or somebody else's. */
export async function generateAgainFromFile(
  argument: unknown,
  services: Services,
  again: GenerateAgain,
): Promise<void> {
  const uri = await chosenPictureFile(argument);
  const file = uri === null ? null : await readPictureFile(uri);
  if (uri === null) {
    return;
  }
  if (file === null) {
    return tellNoPicture(uri);
  }
  const record = file.details.prompt === null ? await recordOf(file, services) : null;
  await (record === null ? again.fromFile(file) : again.execute(record.id));
}

/** The record of a file, where it was saved on this computer as it stands there; else null. */
export async function recordOf(
  { uri, bytes }: PictureFile,
  { book }: Services,
): Promise<GenerationRecord | null> {
  const hash = hashOf(bytes);
  const isSavedAs = uri.toString();
  const found = (await book.loadAll()).find(({ saved }) =>
    saved.some(({ file, sha256 }) => file === isSavedAs && sha256 === hash),
  );
  return found ?? null;
}
