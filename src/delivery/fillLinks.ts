import * as path from 'node:path/posix';
import { URI, Utils } from 'vscode-uri';
import type { PlannedEdit } from '../documents/keptPlace.ts';
import { fileKey } from '../documents/missing/linkTarget.ts';
import { pathEdit } from '../documents/missing/pathEdit.ts';
import type { LinkedPicture } from '../documents/pictures/linkedPicture.ts';
import { picturesIn } from '../documents/pictures/picturesIn.ts';
import type { PictureType } from '../images/checkPicture.ts';
import { candidateFileName } from '../images/pictureName.ts';
import { fillingOf, type StoredPicture } from '../records/generationRecord.ts';
import { placeIn } from './placeIn.ts';
import { holds, type Waiting } from './waiting.ts';
import type { DocumentNow, Workspace } from './workspace.ts';

const extensions: Record<PictureType, readonly string[]> = {
  png: ['.png'],
  jpeg: ['.jpg', '.jpeg'],
  webp: ['.webp'],
};

/** Whether a picture's bytes may stand under a name. */
export function fits(file: string, { type }: StoredPicture): boolean {
  return extensions[type].includes(path.extname(URI.parse(file).path).toLowerCase());
}

/** The names beside one that the bytes do not fit: the same with their own extension, then with a number. */
export function* filesBeside(file: string, { type }: StoredPicture): Generator<string> {
  const uri = URI.parse(file);
  const { name } = path.parse(uri.path);
  for (let attempt = 0; attempt < 10_000; attempt++) {
    yield Utils.joinPath(Utils.dirname(uri), candidateFileName(name, type, attempt)).toString();
  }
}

/** Why a link cannot be filled any more; null where it can. */
export async function lookAtLink(
  now: DocumentNow,
  waiting: Waiting,
  workspace: Workspace,
): Promise<'placeGone' | 'fileCame' | null> {
  const file = fillingOf(waiting.record.delivery)?.file ?? null;
  if (file !== null && (await workspace.exists(file)) && !(await holds(file, waiting, workspace))) {
    return 'fileCame';
  }
  return linksToFill(now, waiting, workspace).length === 0 ? 'placeGone' : null;
}

/** Those that one edit can have: of two for one file, the first. */
export function turnOf(left: readonly Waiting[]): Waiting[] {
  const given = new Set<string>();
  return left.filter(({ record, picture }) => {
    const file = fillingOf(record.delivery)?.file ?? null;
    const key = file === null ? `${record.id} ${picture.index}` : fileKey(file);
    const isFirst = !given.has(key);
    given.add(key);
    return isFirst;
  });
}

/** A picture with its file, and the path that a new link to it has. */
interface Named {
  readonly waiting: Waiting;
  readonly file: string;
  readonly newPath: string;
}

/** The changes that make the links of an order name its file: none where they do. */
export function fillChanges(
  now: DocumentNow,
  { waiting, file, newPath }: Named,
  workspace: Workspace,
): PlannedEdit[] {
  const { position } = waiting.record.delivery;
  const isFolder = typeof position === 'object' && position.file === null;
  const edits = linksToFill(now, waiting, workspace).flatMap(
    (link) => pathEdit(now, link, file, { newPath, isFolder }) ?? [],
  );
  // Several pictures may name one definition.
  return [...new Map(edits.map((edit) => [edit.start, edit])).values()];
}

/** What stands in the document when its links name the file; empty where nothing is to be changed for it. */
export function fillMarkup(now: DocumentNow, named: Named, workspace: Workspace): string {
  return fillChanges(now, named, workspace)[0]?.text ?? '';
}

/** All links to the file that is missing, wherever they stand by now; of those that name none, the one at the place. */
function linksToFill(now: DocumentNow, waiting: Waiting, workspace: Workspace): readonly LinkedPicture[] {
  const filling = fillingOf(waiting.record.delivery);
  const meant = path.normalize(filling?.target ?? '');
  const links = readLast(now).filter(({ target }) => path.normalize(target) === meant);
  if (filling?.file !== null) {
    return links;
  }
  const range = placeIn(now, waiting, workspace);
  const isThere = ({ whole }: LinkedPicture): boolean =>
    range !== null && whole.start < range.end && whole.end > range.start;
  return links.filter(isThere).slice(0, 1);
}

let last: { readonly text: string; readonly languageId: string; readonly links: LinkedPicture[] } | null =
  null;

/** Each of many pictures asks for the links of the same text. */
function readLast({ text, languageId }: DocumentNow): LinkedPicture[] {
  if (last?.text !== text || last.languageId !== languageId) {
    last = { text, languageId, links: picturesIn(languageId, text) };
  }
  return last.links;
}
