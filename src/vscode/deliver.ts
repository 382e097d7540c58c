import * as vscode from 'vscode';
import { insertPictures, type Inserted } from '../delivery/insertPictures.ts';
import type { Waiting } from '../delivery/waiting.ts';
import { isInsertion, type GenerationRecord, type InsertionRecord } from '../records/generationRecord.ts';
import type { Ended } from './orders.ts';
import type { Services } from './services.ts';

/** Puts the pictures of an order where they were ordered for: one edit for each document. */
export async function deliver(ended: readonly Ended[], services: Services): Promise<Inserted[]> {
  const waiting = await Promise.all(
    ended.flatMap(({ record, outcome }) =>
      // What another window has followed is that window's to deliver.
      outcome.outcome === 'stored' && isInsertion(record) ? [waitingPicture(record, 1, services)] : [],
    ),
  );
  const byDocument = Map.groupBy(
    waiting.filter((each) => each !== null),
    ({ record }) => record.delivery.document,
  );
  const inserted: Inserted[] = [];
  for (const [document, pictures] of byDocument) {
    inserted.push(...(await insertInto(document, pictures, services)));
  }
  return inserted;
}

/** Null where there is no such picture, or its bytes are gone. */
async function waitingPicture(
  record: InsertionRecord,
  index: number,
  { store, log }: Services,
): Promise<Waiting | null> {
  const picture = pictureOf(record, index);
  if (picture === null) {
    return null;
  }
  const bytes = picture.path === null ? null : await store.readPicture(picture.path);
  if (bytes === null) {
    log.warn(`The stored picture ${index} of ${record.id} is gone`);
    return null;
  }
  return { record, picture, bytes };
}

/** Puts pictures into one document, and each step of it into their records. */
async function insertInto(
  document: string,
  pictures: readonly Waiting[],
  { workspace, book }: Services,
): Promise<Inserted[]> {
  return insertPictures(document, pictures, workspace, async ({ record, picture }, progress) => {
    await book.update(record.id, (current) => ({
      ...current,
      delivery: { ...record.delivery, progress },
      saved:
        progress.step === 'done'
          ? [...current.saved, { index: picture.index, file: progress.picture, sha256: picture.sha256 }]
          : current.saved,
    }));
  });
}

export function pictureOf({ state }: GenerationRecord, index: number): Waiting['picture'] | null {
  const pictures = state.step === 'stored' ? state.pictures : [];
  return pictures.find((picture) => picture.index === index) ?? null;
}

/** Whether a person can see a document at this moment. */
export function isVisible(document: string): boolean {
  const inEditors = vscode.window.visibleTextEditors.some(
    (editor) => editor.document.uri.toString() === document,
  );
  const inTabs = vscode.window.tabGroups.all.some(({ activeTab }) => {
    const input: unknown = activeTab?.input;
    return input instanceof vscode.TabInputCustom && input.uri.toString() === document;
  });
  return inEditors || inTabs;
}
