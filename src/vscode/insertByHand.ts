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
  | {
      readonly outcome: 'inserted';
      readonly document: vscode.Uri;
      /** The files of those that were inserted, as URIs: of several, not each may be. */
      readonly pictures: readonly string[];
    }
  | { readonly outcome: 'notInserted'; readonly why: NotInsertedReason };

/**
 * Puts pictures where the person worked last, one below the other: after the block with the cursor, or at the end of the
 * document. One undo takes all of them back.
 */
export async function insertByHand(
  pictures: readonly PictureAtHand[],
  services: Services,
): Promise<InsertedByHand> {
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
  const shown = pictures.filter(({ picture: { type } }) => shownFormat(kindOf(document), type) === type);
  if (shown.length === 0) {
    return { outcome: 'notInserted', why: 'formatNotShown' };
  }
  const text = document.getText();
  const cursor = worked.cursor() ?? { start: text.length, end: text.length };
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
  const waiting = await Promise.all(
    shown.map(async (at) => {
      const standing = await standingFile(at.record, at.picture.index, services.workspace);
      services.places.forget(at.record.id);
      return { ...at, record: { ...at.record, delivery }, standing: standing?.file ?? null };
    }),
  );
  const results = await insertPictures(
    delivery.document,
    waiting,
    services.workspace,
    ({ record }, _, saved) => (saved === null ? Promise.resolve() : putSaved(record, saved, services)),
  );
  const inserted = results.filter((result) => result.outcome === 'inserted').map(({ picture }) => picture);
  return inserted.length > 0
    ? { outcome: 'inserted', document: document.uri, pictures: inserted }
    : {
        outcome: 'notInserted',
        why: results.find((result) => result.outcome === 'notInserted')?.why ?? 'notEditable',
      };
}
