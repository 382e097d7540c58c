import { URI, Utils } from 'vscode-uri';
import { filledFolder } from '../documents/pictureHome.ts';
import { candidateFileName, pictureName } from '../images/pictureName.ts';
import type { GenerationRecord, StoredPicture } from '../records/generationRecord.ts';

/** In a folder where so many names are taken, something else is wrong. */
const mostNames = 10_000;

/** The URIs that a picture could be saved as, in their order: whoever takes one looks if it is free. */
export function* candidateFiles(
  folder: string,
  fileName: string,
  { altText, request, createdAt }: GenerationRecord,
  { width, height, index, type }: StoredPicture,
): Generator<string> {
  const parts = { prompt: altText, seed: request.seed, width, height, index, date: new Date(createdAt) };
  const name = pictureName(fileName, parts);
  const home = URI.parse(filledFolder(folder, (template) => pictureName(template, parts)));
  for (let attempt = 0; attempt < mostNames; attempt++) {
    yield Utils.joinPath(home, candidateFileName(name, type, attempt)).toString();
  }
}
