import * as vscode from 'vscode';
import type { HistoryEntry } from '../../history/entries.ts';
import type { Fact } from '../../protocol.ts';
import { dollars } from '../words/money.ts';

/** What a picture was made by, for those who want to know all of it. */
export function pictureFacts({ record, picture }: HistoryEntry): Fact[] {
  const { altText, request, state } = record;
  const { index, count, width, height, type } = picture;
  const cost = state.step === 'stored' ? state.cost : null;
  return [
    // The prompt stands beside it as the picture's text, unless a style was added.
    ...(request.prompt === altText ? [] : [{ name: vscode.l10n.t('Full prompt'), value: request.prompt }]),
    { name: vscode.l10n.t('Size'), value: `${width} × ${height}` },
    { name: vscode.l10n.t('Steps'), value: String(request.numInferenceSteps) },
    { name: vscode.l10n.t('Seed'), value: String(request.seed) },
    ...(count > 1
      ? [{ name: vscode.l10n.t('Image'), value: vscode.l10n.t('{0} of {1}', index, count) }]
      : []),
    { name: vscode.l10n.t('Format'), value: type.toUpperCase() },
    { name: vscode.l10n.t('Model'), value: request.model },
    ...(cost === null ? [] : [{ name: vscode.l10n.t('Cost'), value: dollars(cost) }]),
  ];
}
