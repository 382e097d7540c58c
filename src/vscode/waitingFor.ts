import type * as vscode from 'vscode';
import { standingFile } from '../delivery/standingFile.ts';
import type { Waiting } from '../delivery/waiting.ts';
import { shownFormat } from '../documents/documentLanguage.ts';
import { remember, type Range } from '../documents/keptPlace.ts';
import type { Insertion } from '../records/generationRecord.ts';
import { kindOf } from './documentKind.ts';
import { isReadOnly } from './isReadOnly.ts';
import type { PictureAtHand } from './pictureActions.ts';
import { homeBesideDocument } from './pictureHome.ts';
import type { Services } from './services.ts';
import { readSetting } from './settings.ts';

export type ReadyToInsert =
  | { readonly outcome: 'ready'; readonly waiting: readonly Waiting[] }
  | { readonly outcome: 'notReady'; readonly why: 'formatNotShown' | 'notEditable' };

/** Pictures of the gallery as what waits to be put into a document, as far as it can show them. */
export async function waitingFor(
  pictures: readonly PictureAtHand[],
  document: vscode.TextDocument,
  place: Range,
  { workspace }: Services,
): Promise<ReadyToInsert> {
  const home = homeBesideDocument(document);
  if (home === null || (await isReadOnly(document))) {
    return { outcome: 'notReady', why: 'notEditable' };
  }
  const shown = pictures.filter(({ picture: { type } }) => shownFormat(kindOf(document), type) === type);
  if (shown.length === 0) {
    return { outcome: 'notReady', why: 'formatNotShown' };
  }
  const delivery: Insertion = {
    kind: 'insert',
    document: document.uri.toString(),
    base: home.base,
    place: remember(document.getText(), place),
    position: 'after',
    folder: home.folder,
    fileName: home.fileName,
    embedPrompt: readSetting('embedPrompt', document),
    progress: { step: 'pending' },
  };
  const waiting = await Promise.all(
    shown.map(async (at) => {
      const standing = await standingFile(at.record, at.picture.index, workspace);
      return { ...at, record: { ...at.record, delivery }, standing: standing?.file ?? null };
    }),
  );
  return { outcome: 'ready', waiting };
}
