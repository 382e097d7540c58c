import { URI, Utils } from 'vscode-uri';
import { insertAfter, insertInstead, type PlannedEdit } from '../documents/insertionPoint.ts';
import { findPlace, type Range } from '../documents/keptPlace.ts';
import { markupFormOf, pictureMarkup } from '../documents/pictureMarkup.ts';
import { relativePath } from '../documents/relativeUri.ts';
import { candidateFileName, pictureName } from '../images/pictureName.ts';
import type { GenerationRecord, Insertion, StoredPicture } from '../records/generationRecord.ts';
import type { DocumentNow, Workspace } from './workspace.ts';

/** One picture that waits to be put into the document. */
export interface Waiting {
  readonly record: GenerationRecord;
  readonly picture: StoredPicture;
  readonly bytes: Uint8Array;
}

/** Why a picture is not in its document, though it is safe with us. */
export type NotInserted = 'documentGone' | 'placeGone' | 'notEditable';

export type Inserted =
  | { readonly outcome: 'inserted'; readonly waiting: Waiting; readonly picture: string }
  | { readonly outcome: 'notInserted'; readonly waiting: Waiting; readonly why: NotInserted };

/** Puts down how far an insertion has come, before the next thing is done. */
export type Progress = (waiting: Waiting, progress: Insertion['progress']) => Promise<void>;

interface Prepared {
  readonly waiting: Waiting;
  readonly file: string;
  /** A first try made the file; only its link is missing. */
  readonly fileStands: boolean;
  readonly markup: string;
}

/** A name can be taken, or the document changed, between a look and the edit. */
const mostTries = 5;

/**
 * Puts pictures into one document, files and links in one edit, so that one undo takes all of it back. What was
 * begun before a crash is found and completed, not done twice.
 */
export async function insertPictures(
  document: string,
  all: readonly Waiting[],
  workspace: Workspace,
  onProgress: Progress,
): Promise<Inserted[]> {
  const opened = await workspace.openDocument(document);
  if (opened === null) {
    return all.map((waiting) => notInserted(waiting, 'documentGone'));
  }
  const done: Inserted[] = [];
  const left: Waiting[] = [];
  for (const waiting of all) {
    const standing = await alreadyInserted(waiting, opened, workspace);
    if (standing !== null) {
      done.push({ outcome: 'inserted', waiting, picture: standing });
    } else if (placeIn(opened, waiting, workspace) === null) {
      done.push(notInserted(waiting, 'placeGone'));
    } else {
      left.push(waiting);
    }
  }
  const results = left.length === 0 ? [] : await insertAll(opened, left, workspace, onProgress);
  for (const result of [...done, ...results]) {
    if (result.outcome === 'inserted') {
      await onProgress(result.waiting, { step: 'done', picture: result.picture });
    }
  }
  return [...done, ...results];
}

async function insertAll(
  document: DocumentNow,
  left: readonly Waiting[],
  workspace: Workspace,
  onProgress: Progress,
): Promise<Inserted[]> {
  for (let attempt = 1; attempt <= mostTries; attempt++) {
    const prepared = await prepare(document, left, workspace);
    for (const { waiting, file, markup } of prepared) {
      await onProgress(waiting, { step: 'begun', picture: file, markup });
    }
    // From here to the edit nothing is awaited: the text must be the one that the edit was made for.
    const now = workspace.documentNow(document.uri);
    const changes = now === null ? null : plan(now, prepared, workspace);
    if (now === null || changes === null) {
      return left.map((waiting) => notInserted(waiting, 'placeGone'));
    }
    const files = prepared
      .filter(({ fileStands }) => !fileStands)
      .map(({ file, waiting }) => ({ uri: file, bytes: waiting.bytes }));
    if (await workspace.apply({ document: now, files, changes })) {
      return readBack(now.uri, prepared, workspace);
    }
  }
  return left.map((waiting) => notInserted(waiting, 'notEditable'));
}

/** Free names and the markup for each picture. */
async function prepare(
  document: DocumentNow,
  left: readonly Waiting[],
  workspace: Workspace,
): Promise<Prepared[]> {
  const given = new Set<string>();
  const prepared: Prepared[] = [];
  for (const waiting of left) {
    const begun = waiting.record.delivery.progress;
    const standing = begun.step === 'begun' && (await holds(begun.picture, waiting, workspace));
    const file = standing ? begun.picture : await freeName(waiting, given, workspace);
    given.add(file);
    const { altText, base } = waiting.record.delivery;
    const markup = pictureMarkup(markupFormOf(document.languageId), relativePath(base, file), altText);
    prepared.push({ waiting, file, fileStands: standing, markup });
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

/** Null where a place is gone by now. */
function plan(now: DocumentNow, prepared: readonly Prepared[], workspace: Workspace): PlannedEdit[] | null {
  const form = markupFormOf(now.languageId);
  const changes: PlannedEdit[] = [];
  for (const { waiting, markup } of prepared) {
    const range = placeIn(now, waiting, workspace);
    if (range === null) {
      return null;
    }
    const { position, place } = waiting.record.delivery;
    // What the person wrote since must not be replaced unseen.
    const unchanged = now.text.slice(range.start, range.end) === place.text;
    changes.push(
      position === 'replace' && unchanged
        ? insertInstead(range, markup)
        : insertAfter({ text: now.text, form, endOfLine: now.endOfLine }, range, markup),
    );
  }
  return changes;
}

function placeIn(now: DocumentNow, { record }: Waiting, workspace: Workspace): Range | null {
  return workspace.followedPlace(record.id) ?? findPlace(now.text, record.delivery.place);
}

/** Success is told only of what is there. */
async function readBack(
  document: string,
  prepared: readonly Prepared[],
  workspace: Workspace,
): Promise<Inserted[]> {
  const text = workspace.documentNow(document)?.text ?? '';
  return Promise.all(
    prepared.map(async ({ waiting, file, markup }): Promise<Inserted> => {
      const stands = text.includes(markup) && (await holds(file, waiting, workspace));
      return stands ? { outcome: 'inserted', waiting, picture: file } : notInserted(waiting, 'notEditable');
    }),
  );
}

/** The picture's URI where an earlier try did all of it. */
async function alreadyInserted(
  waiting: Waiting,
  { text }: DocumentNow,
  workspace: Workspace,
): Promise<string | null> {
  const { progress } = waiting.record.delivery;
  switch (progress.step) {
    case 'pending':
      return null;
    case 'done':
      return progress.picture;
    case 'begun':
      return text.includes(progress.markup) && (await holds(progress.picture, waiting, workspace))
        ? progress.picture
        : null;
  }
}

async function holds(file: string, { bytes }: Waiting, workspace: Workspace): Promise<boolean> {
  const found = await workspace.readFile(file);
  return found !== null && Buffer.compare(found, bytes) === 0;
}

function notInserted(waiting: Waiting, why: NotInserted): Inserted {
  return { outcome: 'notInserted', waiting, why };
}
