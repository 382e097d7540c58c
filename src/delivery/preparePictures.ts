import { markupFormOf, pictureMarkup } from '../documents/pictureMarkup.ts';
import { relativePath } from '../documents/relativeUri.ts';
import type { Insertion } from '../records/generationRecord.ts';
import { candidateFiles } from './candidateFiles.ts';
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
    const begunFile = progress?.step === 'begun' ? progress.picture : (waiting.standing ?? null);
    const fileStands = begunFile !== null && (await holds(begunFile, waiting, workspace));
    const file = fileStands ? begunFile : await freeName(waiting, given, workspace);
    given.add(file);
    const { altText, delivery } = waiting.record;
    const path = relativePath(delivery.base, file);
    const markup = pictureMarkup(markupFormOf(document.languageId), path, altText);
    prepared.push({ waiting, file, fileStands, markup });
  }
  return prepared;
}

async function freeName(
  { record, picture }: Waiting,
  given: ReadonlySet<string>,
  workspace: Workspace,
): Promise<string> {
  const { folder, fileName } = record.delivery;
  for (const file of candidateFiles(folder, fileName, record, picture)) {
    if (!given.has(file) && !(await workspace.exists(file))) {
      return file;
    }
  }
  throw new Error('no name is free');
}
