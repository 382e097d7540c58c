import * as vscode from 'vscode';
import type { Services } from '../services.ts';
import { show, shortened } from '../words/message.ts';
import { phaseText } from '../words/progress.ts';

/** Picks among what runs in this window, and cancels it; what came of it is told by its order. */
export async function cancelGeneration({ book, generations }: Services): Promise<void> {
  const running = book.list('open').flatMap(({ id, altText }) => {
    const phase = generations.phaseOf(id);
    return phase === null ? [] : [{ id, label: shortened(altText), description: phaseText(phase) }];
  });
  if (running.length === 0) {
    const text = vscode.l10n.t('Nothing is being generated in this window.');
    await show({ severity: 'information', text, actions: [] });
    return;
  }
  const chosen = await vscode.window.showQuickPick(running, {
    title: vscode.l10n.t('Cancel Generation'),
    placeHolder: vscode.l10n.t('Choose what to cancel'),
    canPickMany: true,
  });
  for (const { id } of chosen ?? []) {
    generations.cancel(id);
  }
}
