import { URI, Utils } from 'vscode-uri';
import { markupFormOf, pictureMarkup } from '../documents/pictureMarkup.ts';
import { relativePath } from '../documents/relativeUri.ts';
import { candidateFileName, pictureName } from '../images/pictureName.ts';
import type { Insertion } from '../records/generationRecord.ts';
import { holds, type Waiting } from './waiting.ts';
import type { DocumentNow, Workspace } from './workspace.ts';

/** A picture with the file that it will be, and what will show it. */
export interface Prepared {
  readonly waiting: Waiting;
  readonly file: string;
  /** An earlier try made the file; only its link is missing. */
  readonly fileStands: boolean;
  readonly markup: string;
}

/** How far each insertion has come, in this run or in one before it. */
export type Begun = Map<Waiting, Insertion['progress']>;

/** Free names and the markup for each picture. */
export async function preparePictures(
  document: DocumentNow,
  left: readonly Waiting[],
  begun: Begun,
  workspace: Workspace,
): Promise<Prepared[]> {
  const given = new Set<string>();
  const prepared: Prepared[] = [];
  for (const waiting of left) {
    const progress = begun.get(waiting);
    const fileStands = progress?.step === 'begun' && (await holds(progress.picture, waiting, workspace));
    const file = fileStands ? progress.picture : await freeName(waiting, given, workspace);
    given.add(file);
    const { altText, base } = waiting.record.delivery;
    const markup = pictureMarkup(markupFormOf(document.languageId), relativePath(base, file), altText);
    prepared.push({ waiting, file, fileStands, markup });
  }
  return prepared;
}

async function freeName(
  { record, picture }: Waiting,
  given: ReadonlySet<string>,
  workspace: Workspace,
): Promise<string> {
  const { width, height, index, type } = picture;
  const { altText, fileName, folder } = record.delivery;
  const date = new Date(record.createdAt);
  const { seed } = record.request;
  const name = pictureName(fileName, { prompt: altText, seed, width, height, index, date });
  for (let attempt = 0; ; attempt++) {
    const file = Utils.joinPath(URI.parse(folder), candidateFileName(name, type, attempt)).toString();
    if (!given.has(file) && !(await workspace.exists(file))) {
      return file;
    }
  }
}
