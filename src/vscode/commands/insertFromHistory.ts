import * as vscode from 'vscode';
import type { GenerationRecord } from '../../records/generationRecord.ts';
import { afterNotInserted, type GenerateAgainAs } from '../afterNotInserted.ts';
import { insertByHand } from '../insertByHand.ts';
import { pictureAtHand } from '../pictureActions.ts';
import { selectAltText } from '../selectAltText.ts';
import type { Services } from '../services.ts';
import { show, shortened } from '../words/message.ts';

interface Item extends vscode.QuickPickItem {
  readonly generation: string;
  readonly index: number;
}

/** Puts a picture that was generated before into the document, by keyboard alone. */
export async function insertFromHistory(services: Services, generateAgain: GenerateAgainAs): Promise<void> {
  const records = await services.book.loadAll();
  const items = records.flatMap((record) => itemsOf(record, services.context));
  if (items.length === 0) {
    const text = vscode.l10n.t('There are no images yet. Select text, and generate one.');
    await show({ severity: 'information', text, actions: [] });
    return;
  }
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Insert Image from History'),
    placeHolder: vscode.l10n.t('Search in prompts'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  const at = chosen === undefined ? null : await pictureAtHand(chosen.generation, chosen.index, services);
  if (at === null) {
    return;
  }
  const editor = vscode.window.activeTextEditor;
  const before = editor?.document.getText() ?? '';
  const result = await insertByHand([at], services);
  if (result.outcome === 'notInserted') {
    await afterNotInserted(result.why, at, services, generateAgain);
  } else if (editor?.document.uri.toString() === result.document.toString()) {
    await selectAltText(editor, before, result.pictures[0] ?? '', at.record.altText);
  }
}

function itemsOf(
  { id, altText, createdAt, state }: GenerationRecord,
  context: vscode.ExtensionContext,
): Item[] {
  const pictures = state.step === 'stored' ? state.pictures : [];
  return pictures
    .filter(({ deletedAt }) => deletedAt === null)
    .map(({ index, count, width, height, path }) => ({
      generation: id,
      index,
      label: shortened(altText),
      description: [
        new Date(createdAt).toLocaleString(vscode.env.language, { dateStyle: 'medium', timeStyle: 'short' }),
        `${width} × ${height}`,
        ...(count > 1 ? [vscode.l10n.t('image {0} of {1}', index, count)] : []),
      ].join(' · '),
      // The whole prompt can be searched in.
      detail: altText.slice(0, 500).replaceAll(/\s+/g, ' '),
      ...(path === null ? {} : { iconPath: vscode.Uri.joinPath(context.globalStorageUri, path) }),
    }));
}
