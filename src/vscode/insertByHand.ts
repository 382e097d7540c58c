import * as vscode from 'vscode';
import { insertPictures } from '../delivery/insertPictures.ts';
import { standingFile } from '../delivery/standingFile.ts';
import { shownFormat } from '../documents/documentLanguage.ts';
import { remember } from '../documents/keptPlace.ts';
import type { Insertion } from '../records/generationRecord.ts';
import { kindOf } from './documentKind.ts';
import { isReadOnly } from './isReadOnly.ts';
import { openedDocument, putSaved, type PictureAtHand } from './pictureActions.ts';
import { homeBesideDocument } from './pictureHome.ts';
import type { Services } from './services.ts';
import { readSetting } from './settings.ts';
import type { NotInsertedReason } from './words/deliveries.ts';

export type InsertedByHand =
  | { readonly outcome: 'inserted'; readonly document: vscode.Uri; readonly picture: string }
  | { readonly outcome: 'notInserted'; readonly why: NotInsertedReason };

/** Puts a picture where the person worked last: after the block with the cursor, or at the end of the document. */
export async function insertByHand(at: PictureAtHand, services: Services): Promise<InsertedByHand> {
  const { worked } = services;
  const uri = worked.get();
  const document = uri === null ? null : await openedDocument(uri.toString());
  if (document === null) {
    return { outcome: 'notInserted', why: uri === null ? 'noEditor' : 'documentGone' };
  }
  const home = homeBesideDocument(document);
  if (home === null || (await isReadOnly(document))) {
    return { outcome: 'notInserted', why: 'notEditable' };
  }
  const { type } = at.picture;
  if (shownFormat(kindOf(document), type) !== type) {
    return { outcome: 'notInserted', why: 'formatNotShown' };
  }
  const text = document.getText();
  const cursor = worked.cursor() ?? { start: text.length, end: text.length };
  const standing = await standingFile(at.record, at.picture.index, services.workspace);
  const delivery: Insertion = {
    kind: 'insert',
    document: document.uri.toString(),
    base: home.base,
    place: remember(text, cursor),
    position: 'after',
    folder: home.folder,
    fileName: home.fileName,
    embedPrompt: readSetting('embedPrompt', document),
    progress: { step: 'pending' },
  };
  const waiting = { ...at, record: { ...at.record, delivery }, standing: standing?.file ?? null };
  services.places.forget(at.record.id);
  const [result] = await insertPictures(delivery.document, [waiting], services.workspace, (_, __, saved) =>
    saved === null ? Promise.resolve() : putSaved(at.record, saved, services),
  );
  return result?.outcome === 'inserted'
    ? { outcome: 'inserted', document: document.uri, picture: result.picture }
    : { outcome: 'notInserted', why: result?.why ?? 'notEditable' };
}
