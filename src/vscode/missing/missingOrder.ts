import * as vscode from 'vscode';
import { shownFormat } from '../../documents/documentLanguage.ts';
import { findPlace, remember } from '../../documents/keptPlace.ts';
import type { MissingPicture, Obstacle } from '../../documents/missing/findMissing.ts';
import { fileKey } from '../../documents/missing/linkTarget.ts';
import type { Draft } from '../../generation/intendOrder.ts';
import { fillingOf, type GenerationRecord } from '../../records/generationRecord.ts';
import { kindOf } from '../documentKind.ts';
import { draftOf } from '../drafts.ts';
import { homeBesideDocument } from '../pictureHome.ts';
import type { Services } from '../services.ts';
import { readSettings } from '../settings.ts';
import { missingIn } from './missingIn.ts';

/** A missing picture of a document, that may be ordered. */
export interface Orderable extends Omit<MissingPicture, 'obstacle'> {
  readonly document: vscode.TextDocument;
  /** What it is known by when the document was read again. */
  readonly key: string;
  /** Why it cannot be ordered; null where it can. */
  readonly obstacle: Obstacle | 'underway' | null;
}

/** The missing pictures of documents, each file once. */
export async function missingInAll(
  documents: readonly vscode.TextDocument[],
  { book, workspace }: Services,
): Promise<Orderable[]> {
  const open = await book.loadOpen();
  const found = new Map<string, Orderable>();
  for (const document of documents) {
    const times = new Map<string, number>();
    for (const missing of await missingIn(document)) {
      const { file, picture, obstacle } = missing;
      const name = JSON.stringify([document.uri.toString(), picture.target, picture.altText]);
      times.set(name, (times.get(name) ?? 0) + 1);
      const key = file === null ? `${name} ${times.get(name) ?? 0}` : fileKey(file);
      const underway = open.some((record) => isFor(record, missing, document, workspace));
      if (!found.has(key)) {
        found.set(key, { ...missing, document, key, obstacle: underway ? 'underway' : obstacle });
      }
    }
  }
  return [...found.values()];
}

/** Whether a record that is still open, in whatever state, was ordered for this very picture. */
function isFor(
  record: GenerationRecord,
  { file, picture }: MissingPicture,
  document: vscode.TextDocument,
  workspace: Services['workspace'],
): boolean {
  const { delivery } = record;
  const filling = fillingOf(delivery);
  if (filling === null || delivery.kind !== 'insert') {
    return false;
  }
  if (file !== null || filling.file !== null) {
    return file !== null && filling.file !== null && fileKey(file) === fileKey(filling.file);
  }
  if (delivery.document !== document.uri.toString()) {
    return false;
  }
  const place = workspace.followedPlace(record.id) ?? findPlace(document.getText(), delivery.place);
  return place !== null && place.start < picture.whole.end && place.end > picture.whole.start;
}

/** An order for it; null where its document has no place beside it any more. */
export function draftFor({ document, picture, file, folder, format }: Orderable): Draft | null {
  const settings = readSettings(document);
  const home = homeBesideDocument(document);
  if (home === null) {
    return null;
  }
  const outputFormat = format ?? shownFormat(kindOf(document), settings.outputFormat);
  return draftOf(picture.altText, { ...settings, outputFormat, numImages: 1 }, settings, {
    kind: 'insert',
    document: document.uri.toString(),
    base: home.base,
    place: remember(document.getText(), picture.whole),
    position: { target: picture.target, file },
    folder: folder ?? home.folder,
    fileName: home.fileName,
    embedPrompt: settings.embedPrompt,
    progress: { step: 'pending' },
  });
}
