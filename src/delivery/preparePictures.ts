import { traceOf } from '../documents/documentLanguage.ts';
import type { Picture } from '../documents/languages/language.ts';
import { pathToFile } from '../documents/pathToFile.ts';
import { fillingOf, type Insertion } from '../records/generationRecord.ts';
import { candidateFiles } from './candidateFiles.ts';
import { filesBeside, fillMarkup, fits } from './fillLinks.ts';
import { holds, type Waiting } from './waiting.ts';
import type { DocumentNow, Workspace } from './workspace.ts';

/** A picture with the file that it will be, and how the document will name it. */
export interface Prepared {
  readonly waiting: Waiting;
  readonly file: string;
  /** An earlier try made the file; only its link is missing. */
  readonly fileStands: boolean;
  readonly picture: Picture;
  /** What will stand in the document, by which the picture is found there. */
  readonly markup: string;
}

/** How far each insertion has come, in this run or in one before it. */
export type Begun = Map<Waiting, Insertion['progress']>;

/** Free names, and what is written for each picture. */
export async function preparePictures(
  document: DocumentNow,
  left: readonly Waiting[],
  begun: Begun,
  workspace: Workspace,
): Promise<Prepared[]> {
  const given = new Set<string>();
  const prepared: Prepared[] = [];
  const roots = await rootsByBase(document, left, workspace);
  for (const waiting of left) {
    const progress = begun.get(waiting);
    const named = fillingOf(waiting.record.delivery)?.file ?? null;
    const begunFile = progress?.step === 'begun' ? progress.picture : (waiting.standing ?? named);
    const fileStands = begunFile !== null && (await holds(begunFile, waiting, workspace));
    const file = fileStands ? begunFile : await freeName(waiting, given, workspace);
    given.add(file);
    const { altText, delivery } = waiting.record;
    const { base } = delivery;
    const path = pathToFile(document, { base, roots: roots.get(base) ?? [] }, file);
    const picture = { path, altText };
    const markup =
      fillingOf(delivery) === null
        ? traceOf(document, picture)
        : fillMarkup(document, { waiting, file, newPath: path }, workspace);
    prepared.push({ waiting, file, fileStands, picture, markup });
  }
  return prepared;
}

async function rootsByBase(
  { uri }: DocumentNow,
  left: readonly Waiting[],
  workspace: Workspace,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const bases = new Set(left.map(({ record }) => record.delivery.base));
  return new Map(
    await Promise.all([...bases].map(async (base) => [base, await workspace.siteRoots(uri, base)] as const)),
  );
}

async function freeName(
  { record, picture }: Waiting,
  given: ReadonlySet<string>,
  workspace: Workspace,
): Promise<string> {
  const { folder, fileName } = record.delivery;
  const named = fillingOf(record.delivery)?.file ?? null;
  if (named !== null && fits(named, picture)) {
    // Where it is taken by now, the edit is refused as a whole, and it is seen at the next look.
    return named;
  }
  const candidates =
    named === null ? candidateFiles(folder, fileName, record, picture) : filesBeside(named, picture);
  for (const file of candidates) {
    if (!given.has(file) && !(await workspace.exists(file))) {
      return file;
    }
  }
  throw new Error('no name is free');
}
