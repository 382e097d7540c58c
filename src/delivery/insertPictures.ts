import { fillingOf, type Insertion, type SavedFile } from '../records/generationRecord.ts';
import { lookAtLink, turnOf } from './fillLinks.ts';
import { pictureFile, savedFile } from './pictureFile.ts';
import { placeIn } from './placeIn.ts';
import { planEdit } from './planEdit.ts';
import { preparePictures, type Begun, type Prepared } from './preparePictures.ts';
import { holds, type Waiting } from './waiting.ts';
import type { DocumentNow, Workspace } from './workspace.ts';

/** Why a picture is not in its document, though it is safe with us. */
export type NotInserted = 'documentGone' | 'placeGone' | 'notEditable' | 'fileCame';

export type Inserted =
  | { readonly outcome: 'inserted'; readonly waiting: Waiting; readonly picture: string }
  | { readonly outcome: 'notInserted'; readonly waiting: Waiting; readonly why: NotInserted };

/** Puts down how far an insertion has come, before the next thing is done; at its end with the file that was saved. */
export type Progress = (
  waiting: Waiting,
  progress: Insertion['progress'],
  saved: SavedFile | null,
) => Promise<void>;

/** A name can be taken, or the document changed, between a look and the edit. */
const mostTries = 5;

/**
 * Puts pictures into one document, files and links in one edit, so that one undo takes all of it back. What was
 * begun before a crash is found and completed, not done twice.
 */
export async function insertPictures(
  document: string,
  stored: readonly Waiting[],
  workspace: Workspace,
  onProgress: Progress,
): Promise<Inserted[]> {
  const all = stored.map((each) => asFile(each, workspace));
  const begun: Begun = new Map(all.map((waiting) => [waiting, waiting.record.delivery.progress]));
  const results: Inserted[] = [];
  let left: readonly Waiting[] = all;
  for (let attempt = 1; attempt <= mostTries && left.length > 0; attempt++) {
    const opened = await workspace.openDocument(document);
    if (opened === null) {
      results.push(...left.map((waiting) => notInserted(waiting, 'documentGone')));
      left = [];
      break;
    }
    const looked = await Promise.all(left.map((waiting) => look(waiting, begun, opened, workspace)));
    results.push(...looked.filter((each) => 'outcome' in each));
    left = looked.filter((each): each is Waiting => !('outcome' in each));
    const turn = turnOf(left);
    const inserted = turn.length === 0 ? [] : await insertAll(opened, turn, begun, workspace, onProgress);
    if (inserted !== null) {
      results.push(...inserted);
      left = left.filter((waiting) => !turn.includes(waiting));
    }
  }
  results.push(...left.map((waiting) => notInserted(waiting, 'notEditable')));
  for (const result of results) {
    if (result.outcome === 'inserted') {
      const { waiting, picture } = result;
      const bytes = (await workspace.readFile(picture)) ?? waiting.bytes;
      await onProgress(waiting, { step: 'done', picture }, savedFile(waiting.picture, picture, bytes));
    } else if (result.why === 'fileCame') {
      await onProgress(result.waiting, { step: 'overtaken' }, null);
    }
  }
  return results;
}

/** From here on its bytes are those of its file: a try after a crash must give the same. */
function asFile(waiting: Waiting, workspace: Workspace): Waiting {
  return { ...waiting, bytes: pictureFile(waiting, waiting.record.delivery.embedPrompt, workspace) };
}

/** What is certain of a picture before the document is touched; else the picture, which still waits. */
async function look(
  waiting: Waiting,
  begun: Begun,
  opened: DocumentNow,
  workspace: Workspace,
): Promise<Inserted | Waiting> {
  const picture = await alreadyInserted(waiting, begun, opened, workspace);
  if (picture !== null) {
    return { outcome: 'inserted', waiting, picture };
  }
  if (fillingOf(waiting.record.delivery) !== null) {
    const why = await lookAtLink(opened, waiting, workspace);
    return why === null ? waiting : notInserted(waiting, why);
  }
  return placeIn(opened, waiting, workspace) === null ? notInserted(waiting, 'placeGone') : waiting;
}

/** Null where nothing was changed, and another look is due. */
async function insertAll(
  document: DocumentNow,
  left: readonly Waiting[],
  begun: Begun,
  workspace: Workspace,
  onProgress: Progress,
): Promise<Inserted[] | null> {
  const prepared = await preparePictures(document, left, begun, workspace);
  for (const { waiting, file, markup } of prepared) {
    const progress = { step: 'begun', picture: file, markup } as const;
    begun.set(waiting, progress);
    await onProgress(waiting, progress, null);
  }
  // From here to the edit nothing is awaited: the text must be the one that the edit was made for.
  const now = workspace.documentNow(document.uri);
  const changes = now === null ? null : planEdit(now, prepared, workspace);
  if (now === null || changes === null) {
    return null;
  }
  const files = prepared
    .filter(({ fileStands }) => !fileStands)
    .map(({ file, waiting }) => ({ uri: file, bytes: waiting.bytes }));
  const isDone = files.length === 0 && changes.length === 0;
  return isDone || (await workspace.apply({ document: now, files, changes }))
    ? readBack(now, prepared, workspace)
    : null;
}

/** Success is told only of what is there. */
async function readBack(
  before: DocumentNow,
  prepared: readonly Prepared[],
  workspace: Workspace,
): Promise<Inserted[]> {
  const text = workspace.documentNow(before.uri)?.text ?? '';
  return Promise.all(
    prepared.map(async ({ waiting, file, markup }): Promise<Inserted> => {
      // A dangling link of the same name may have stood there before.
      const linked =
        fillingOf(waiting.record.delivery) === null
          ? timesIn(text, markup) > timesIn(before.text, markup)
          : text.includes(markup);
      return linked && (await holds(file, waiting, workspace))
        ? { outcome: 'inserted', waiting, picture: file }
        : notInserted(waiting, 'notEditable');
    }),
  );
}

function timesIn(text: string, part: string): number {
  return text.split(part).length - 1;
}

/** The picture's URI where an earlier try did all of it. */
async function alreadyInserted(
  waiting: Waiting,
  begun: Begun,
  { text }: DocumentNow,
  workspace: Workspace,
): Promise<string | null> {
  const progress = begun.get(waiting) ?? waiting.record.delivery.progress;
  switch (progress.step) {
    case 'pending':
    case 'overtaken':
      return null;
    case 'done':
      return progress.picture;
    case 'begun':
      return text.includes(progress.markup) && (await holds(progress.picture, waiting, workspace))
        ? progress.picture
        : null;
  }
}

function notInserted(waiting: Waiting, why: NotInserted): Inserted {
  return { outcome: 'notInserted', waiting, why };
}
