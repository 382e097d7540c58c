import { basename } from 'node:path/posix';
import * as vscode from 'vscode';
import { exportPictures } from '../../delivery/exportPictures.ts';
import type { PictureId, SeveralAction } from '../../protocol.ts';
import { insertByHand } from '../insertByHand.ts';
import {
  fileBytes,
  linkTo,
  openedDocument,
  pictureAtHand,
  save,
  type PictureAtHand,
} from '../pictureActions.ts';
import type { Services } from '../services.ts';
import { notExported, severalNotInserted } from '../words/deliveries.ts';
import { show } from '../words/message.ts';

/** How many of what was wanted was done, in words. */
export function savedText(count: number): string {
  return count === 1 ? vscode.l10n.t('1 image is saved.') : vscode.l10n.t('{0} images are saved.', count);
}

/** Saves each; ends at the first that the person does not want to save after all. Gives the files, as URIs. */
export async function saveEach(pictures: readonly PictureId[], services: Services): Promise<string[]> {
  const files: string[] = [];
  for (const { generation, index } of pictures) {
    const at = await pictureAtHand(generation, index, services);
    const file = at === null ? null : await save(at, services);
    if (at !== null && file === null) {
      return files;
    }
    files.push(...(file === null ? [] : [file]));
  }
  return files;
}

/** Does something with several pictures, other than deleting them. Gives what to say of it; null where it is seen. */
export async function actOnSeveral(
  action: Exclude<SeveralAction, 'delete'>,
  pictures: readonly PictureId[],
  services: Services,
): Promise<string | null> {
  switch (action) {
    case 'save':
      return savedText((await saveEach(pictures, services)).length);
    case 'star':
      for (const { generation, index } of pictures) {
        await putStar(generation, index, true, services);
      }
      return null;
    case 'insert':
      return insertAll(pictures, services);
    case 'copyLinks':
      return copyLinks(pictures, services);
    case 'export':
      return exportTo(pictures, services);
  }
}

/** Marks a picture with a star, or takes it away. */
export async function putStar(
  generation: string,
  index: number,
  isWanted: boolean,
  { book }: Services,
): Promise<void> {
  await book.update(generation, (record) => {
    const others = (record.starred ?? []).filter((each) => each !== index);
    return { ...record, starred: isWanted ? [...others, index] : others };
  });
}

/** One below the other, in the order that they are shown in. */
async function insertAll(pictures: readonly PictureId[], services: Services): Promise<string | null> {
  const atHand: PictureAtHand[] = [];
  for (const { generation, index } of pictures) {
    const at = await pictureAtHand(generation, index, services);
    atHand.push(...(at === null ? [] : [at]));
  }
  const [first] = atHand;
  if (first === undefined) {
    return null;
  }
  const result = await insertByHand(atHand, services);
  if (result.outcome === 'notInserted') {
    await show(severalNotInserted(result.why));
    return null;
  }
  const count = result.pictures.length;
  const name = basename(result.document.path);
  if (count < atHand.length) {
    return vscode.l10n.t('{0} of {1} images are inserted into {2}.', count, atHand.length, name);
  }
  return count === 1
    ? vscode.l10n.t('Inserted into {0}.', name)
    : vscode.l10n.t('{0} images are inserted into {1}.', count, name);
}

/** A link a line, each to the file that its picture was saved as. */
async function copyLinks(pictures: readonly PictureId[], services: Services): Promise<string | null> {
  const worked = services.worked.get();
  const document = worked === null ? null : await openedDocument(worked.toString());
  const links: string[] = [];
  for (const picture of pictures) {
    const [file] = await saveEach([picture], services);
    const record = services.book.get(picture.generation);
    if (file === undefined || record === null) {
      break;
    }
    links.push(await linkTo(file, record.altText, document));
  }
  if (links.length === 0) {
    return null;
  }
  await vscode.env.clipboard.writeText(links.join('\n'));
  return links.length === 1
    ? vscode.l10n.t('1 link is on the clipboard. The image is saved.')
    : vscode.l10n.t('{0} links are on the clipboard. The images are saved.', links.length);
}

/** Into a folder that the person chooses, with the requests that made them. */
async function exportTo(pictures: readonly PictureId[], services: Services): Promise<string | null> {
  const [folder] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t('Export Images'),
      openLabel: vscode.l10n.t('Export'),
      canSelectFiles: false,
      canSelectFolders: true,
    })) ?? [];
  if (folder === undefined) {
    return null;
  }
  const files = filesOf(pictures, folder.toString(), services);
  const exported = await exportPictures(folder.toString(), files, services.workspace);
  if (exported.outcome === 'notExported') {
    services.log.error(`Pictures could not be exported to ${folder.toString()}`, exported.failure);
    await show(notExported(exported.count, pictures.length));
    return null;
  }
  return exported.count === 1
    ? vscode.l10n.t('1 image is exported, with its request.')
    : vscode.l10n.t('{0} images are exported, with their requests.', exported.count);
}

/** What each picture is as a file; of one whose bytes are gone the person is told, and the others go on. */
async function* filesOf(
  pictures: readonly PictureId[],
  folder: string,
  services: Services,
): AsyncGenerator<PictureAtHand & { readonly file: Uint8Array }> {
  for (const { generation, index } of pictures) {
    const at = await pictureAtHand(generation, index, services);
    if (at !== null) {
      yield { ...at, file: fileBytes(at, folder, services) };
    }
  }
}
