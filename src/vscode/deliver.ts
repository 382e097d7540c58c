import * as vscode from 'vscode';
import { insertPictures, type Inserted, type Waiting } from '../delivery/insertPictures.ts';
import type { Ended } from './generations.ts';
import type { Services } from './services.ts';

/** Puts the pictures of an order where they were ordered for: one edit for each document. */
export async function deliver(ended: readonly Ended[], services: Services): Promise<Inserted[]> {
  const { records, log, workspace } = services;
  const waiting: Waiting[] = [];
  for (const { held, outcome } of ended) {
    const picture = outcome.outcome === 'stored' ? outcome.state.pictures[0] : undefined;
    if (outcome.outcome !== 'stored' || picture === undefined) {
      continue;
    }
    const bytes = await records.readPicture(picture.path);
    if (bytes === null) {
      log.warn(`The stored picture ${picture.path} is gone`);
      continue;
    }
    waiting.push({ record: { ...held.record, state: outcome.state }, picture, bytes });
  }
  const byDocument = Map.groupBy(waiting, ({ record }) => record.delivery.document);
  const inserted: Inserted[] = [];
  for (const [document, pictures] of byDocument) {
    inserted.push(
      ...(await insertPictures(document, pictures, workspace, async ({ record }, progress) => {
        await records.write({ ...record, delivery: { ...record.delivery, progress } });
      })),
    );
  }
  return inserted;
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
