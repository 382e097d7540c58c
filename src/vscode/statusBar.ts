import * as vscode from 'vscode';
import type { Services } from './services.ts';

/** How many generations run in this window, while any does; a click opens the gallery. */
export function showRunning({ generations, spent }: Services): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('zImage.running', vscode.StatusBarAlignment.Left);
  item.name = vscode.l10n.t('Z-Image Generations');
  item.command = 'zImage.openGallery';
  const stop = generations.onDidChange(() => {
    const { running } = generations;
    if (running === 0) {
      item.hide();
      return;
    }
    const text =
      running === 1
        ? vscode.l10n.t('1 image is being generated.')
        : vscode.l10n.t('{0} images are being generated.', running);
    item.text = `$(loading~spin) ${running}`;
    item.tooltip = [text, spent(), vscode.l10n.t('Click to open the gallery.')].filter(Boolean).join('\n');
    item.accessibilityInformation = { label: text };
    item.show();
  });
  return vscode.Disposable.from(item, new vscode.Disposable(stop));
}
