import * as vscode from 'vscode';
import { candidateFiles } from '../delivery/candidateFiles.ts';
import { pictureFile, savedFile } from '../delivery/pictureFile.ts';
import { savePicture } from '../delivery/savePicture.ts';
import { standingFile } from '../delivery/standingFile.ts';
import { pictureLink } from '../documents/documentLanguage.ts';
import { pathToFile } from '../documents/pathToFile.ts';
import type { PictureHome } from '../documents/pictureHome.ts';
import { candidateFileName } from '../images/pictureName.ts';
import {
  pictureOf,
  type GenerationRecord,
  type SavedFile,
  type StoredPicture,
} from '../records/generationRecord.ts';
import { kindOf } from './documentKind.ts';
import { homeBesideDocument, homeInWorkspace } from './pictureHome.ts';
import type { Services } from './services.ts';
import { readSetting } from './settings.ts';
import { rootsForLinks } from './siteRoots.ts';
import { notSaved, pictureGone } from './words/deliveries.ts';
import { show } from './words/message.ts';

/** A stored picture with its bytes. */
export interface PictureAtHand {
  readonly record: GenerationRecord;
  readonly picture: StoredPicture;
  readonly bytes: Uint8Array;
}

/** A picture with its bytes, from our store or from where it was saved; null, after it was told, where both are gone. */
export async function pictureAtHand(
  generation: string,
  index: number,
  services: Services,
): Promise<PictureAtHand | null> {
  const found = await findPicture(generation, index, services);
  if (found === null) {
    await show(pictureGone());
  }
  return found;
}

/** The same, and nothing is told. */
export async function findPicture(
  generation: string,
  index: number,
  services: Services,
): Promise<PictureAtHand | null> {
  const record = services.book.get(generation);
  const picture = record === null ? null : pictureOf(record, index);
  const bytes = record === null || picture === null ? null : await bytesOf(record, picture, services);
  return record === null || picture === null || bytes === null ? null : { record, picture, bytes };
}

async function bytesOf(
  record: GenerationRecord,
  picture: StoredPicture,
  services: Services,
): Promise<Uint8Array | null> {
  const stored = picture.path === null ? null : await services.store.readPicture(picture.path);
  if (stored !== null) {
    return stored;
  }
  const saved = await standingFile(record, picture.index, services.workspace);
  return saved === null ? null : services.workspace.readFile(saved.file);
}

/** Saves by the rules, or finds where it was saved; asks where there is no folder. Null where nothing was saved. */
export async function save(at: PictureAtHand, services: Services): Promise<string | null> {
  const standing = await standingFile(at.record, at.picture.index, services.workspace);
  if (standing !== null) {
    return standing.file;
  }
  const home = await homeOf(at.record, services);
  if (home === null) {
    return saveAs(at, services);
  }
  const { record, picture } = at;
  const bytes = fileBytes(at, home.folder, services);
  const saved = await savePicture(home.folder, home.fileName, record, picture, bytes, services.workspace);
  switch (saved.outcome) {
    case 'saved':
    case 'stoodThere':
      await putSaved(record, savedFile(picture, saved.file, bytes), services);
      return saved.file;
    case 'notSaved':
      services.log.error(`A picture could not be saved in ${home.folder}`, saved.failure);
      return (await show(notSaved())) === 'saveAs' ? saveAs(at, services) : null;
  }
}

/** The URI of the new file, or null when the person chose none. A file that the person chose to replace is replaced. */
export async function saveAs(at: PictureAtHand, services: Services): Promise<string | null> {
  const home = await homeOf(at.record, services);
  const target = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Save Image'),
    defaultUri: await suggestedFile(at, home, services),
    filters: { [vscode.l10n.t('Image')]: [extensionOf(at.picture)] },
  });
  if (target === undefined) {
    return null;
  }
  const bytes = fileBytes(at, target.toString(), services);
  try {
    await vscode.workspace.fs.writeFile(target, bytes);
  } catch (error) {
    services.log.error(`A picture could not be saved as ${target.toString()}`, error);
    return (await show(notSaved())) === 'saveAs' ? saveAs(at, services) : null;
  }
  await putSaved(at.record, savedFile(at.picture, target.toString(), bytes), services);
  return target.toString();
}

/** What a picture is as a file, by the rules that hold where it goes. */
export function fileBytes(at: PictureAtHand, place: string, { workspace }: Services): Uint8Array {
  return pictureFile(at, readSetting('embedPrompt', vscode.Uri.parse(place)), workspace);
}

/** The markup that shows a saved file in a document, or in Markdown at the workspace's root where there is none. */
export async function linkTo(
  file: string,
  altText: string,
  document: vscode.TextDocument | null,
): Promise<string> {
  const kind = document === null ? { languageId: 'markdown' } : kindOf(document);
  return pictureLink(kind, { path: await pathFor(file, document), altText });
}

/** How a document names a saved file. */
export async function pathFor(file: string, document: vscode.TextDocument | null): Promise<string> {
  const kind = document === null ? { languageId: 'markdown' } : kindOf(document);
  const beside = document === null ? null : (homeBesideDocument(document)?.base ?? null);
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? null;
  const base = beside ?? (folder === null ? file : vscode.Uri.joinPath(folder, 'untitled.md').toString());
  const roots = await rootsForLinks(document ?? vscode.Uri.parse(base), base);
  return pathToFile(kind, { base, roots }, file);
}

/** That a picture stands in a file of the person's. What was ordered to be inserted is done with that. */
export async function putSaved(
  record: GenerationRecord,
  saved: SavedFile,
  services: Services,
): Promise<void> {
  const { file } = saved;
  const updated = await services.book.update(record.id, (current) => ({
    ...current,
    saved: [...current.saved.filter((each) => each.file !== file), saved],
    delivery:
      current.delivery.kind === 'insert' && current.delivery.progress.step !== 'done'
        ? { ...current.delivery, progress: { step: 'done', picture: file } }
        : current.delivery,
  }));
  if (updated?.delivery.kind === 'insert' && services.book.isOpen(record.id)) {
    await services.generations.close(record.id);
  }
}

/** Beside the document that the prompt came from, else beside the one worked in, else in the workspace. */
async function homeOf(record: GenerationRecord, { worked }: Services): Promise<PictureHome | null> {
  const candidates = [record.delivery.document, worked.get()?.toString() ?? null];
  for (const uri of candidates) {
    const document = uri === null ? null : await openedDocument(uri);
    const home = document === null ? null : homeBesideDocument(document);
    if (home !== null) {
      return home;
    }
  }
  return homeInWorkspace();
}

export async function openedDocument(uri: string): Promise<vscode.TextDocument | null> {
  try {
    return await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
  } catch {
    return null;
  }
}

/** A name that is free: the proposal of a dialog is taken without a look. */
async function suggestedFile(
  { record, picture }: PictureAtHand,
  home: PictureHome | null,
  { workspace }: Services,
): Promise<vscode.Uri> {
  const { folder, fileName } = home ?? { folder: vscode.Uri.file('/').toString(), fileName: '${slug}' };
  for (const file of candidateFiles(folder, fileName, record, picture)) {
    if (home === null || !(await workspace.exists(file))) {
      return vscode.Uri.parse(file);
    }
  }
  throw new Error('no name is free');
}

function extensionOf({ type }: StoredPicture): string {
  return candidateFileName('', type, 0).slice(1);
}
