import * as vscode from 'vscode';
import { insertPictures, type Inserted } from '../delivery/insertPictures.ts';
import { remember } from '../documents/keptPlace.ts';
import { candidateFileName, pictureName } from '../images/pictureName.ts';
import type { GenerationRecord, Insertion } from '../records/generationRecord.ts';
import { linkBase } from './linkBase.ts';
import * as messages from './messages.ts';
import type { Services } from './services.ts';

/**
 * A picture whose place is gone is not put somewhere by guess: the person says where it goes. Resolves with whether
 * it stands somewhere now.
 */
export async function offerPlace(
  { waiting, why }: Extract<Inserted, { outcome: 'notInserted' }>,
  services: Services,
): Promise<boolean> {
  let reason: messages.NotInsertedReason = why;
  for (;;) {
    const action = await messages.show(messages.notInserted(reason, waiting.record.delivery.altText));
    switch (action) {
      case 'insertHere': {
        const delivery = atCursor(waiting.record.delivery);
        if (delivery === null) {
          reason = 'noEditor';
          break;
        }
        services.places.forget(waiting.record.id);
        const record = { ...waiting.record, delivery };
        const [result] = await insertPictures(
          delivery.document,
          [{ ...waiting, record }],
          services.workspace,
          (_, progress) => put(services, record, progress),
        );
        if (result?.outcome !== 'notInserted') {
          return true;
        }
        reason = result.why;
        break;
      }
      case 'saveAs': {
        const saved = await saveAs(waiting.record, waiting.picture, waiting.bytes);
        if (saved !== null) {
          await put(services, waiting.record, { step: 'done', picture: saved });
          return true;
        }
        break;
      }
      case null:
        return false;
    }
  }
}

async function put(
  { records }: Services,
  record: GenerationRecord,
  progress: Insertion['progress'],
): Promise<void> {
  await records.write({ ...record, delivery: { ...record.delivery, progress } });
}

/** The same insertion, at the cursor of the active editor; null where there is none. */
function atCursor(delivery: Insertion): Insertion | null {
  const editor = vscode.window.activeTextEditor;
  const base = editor === undefined ? null : linkBase(editor.document);
  if (editor === undefined || base === null) {
    return null;
  }
  const { document, selection } = editor;
  const offset = document.offsetAt(selection.active);
  return {
    ...delivery,
    document: document.uri.toString(),
    base,
    place: remember(document.getText(), { start: offset, end: offset }),
    position: 'after',
    progress: { step: 'pending' },
  };
}

/** The URI of the new file, or null when the person chose none or it could not be written. */
async function saveAs(
  { delivery, request, createdAt }: GenerationRecord,
  picture: {
    readonly type: 'png' | 'jpeg' | 'webp';
    readonly index: number;
    readonly width: number;
    readonly height: number;
  },
  bytes: Uint8Array,
): Promise<string | null> {
  const parts = { ...picture, prompt: delivery.altText, seed: request.seed, date: new Date(createdAt) };
  const name = candidateFileName(pictureName(delivery.fileName, parts), picture.type, 0);
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const target = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Save Image'),
    ...(folder === undefined ? {} : { defaultUri: vscode.Uri.joinPath(folder, name) }),
  });
  if (target === undefined) {
    return null;
  }
  try {
    await vscode.workspace.fs.writeFile(target, bytes);
    return target.toString();
  } catch {
    return null;
  }
}
