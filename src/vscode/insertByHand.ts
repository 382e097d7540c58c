import * as vscode from 'vscode';
import { insertPictures } from '../delivery/insertPictures.ts';
import { openedDocument, putSaved, type PictureAtHand } from './pictureActions.ts';
import type { Services } from './services.ts';
import { waitingFor } from './waitingFor.ts';
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
  const { length } = document.getText();
  const cursor = worked.cursor() ?? { start: length, end: length };
  const ready = await waitingFor(pictures, document, cursor, services);
  if (ready.outcome === 'notReady') {
    return { outcome: 'notInserted', why: ready.why };
  }
  for (const { record } of ready.waiting) {
    // The place is a new one.
    services.places.forget(record.id);
  }
  const results = await insertPictures(
    document.uri.toString(),
    ready.waiting,
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
