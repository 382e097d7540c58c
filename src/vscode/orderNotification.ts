import * as vscode from 'vscode';
import type { OrderView } from '../orders/orderView.ts';
import { OrderProgress } from './orderProgress.ts';

/** An order that is under way, as one notification of the editor with a button to cancel it. */
export const orderNotification: OrderView = {
  during: async ({ count, inserts, onCancel, onPlaced }, work) =>
    vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title: titleOf(count), cancellable: true },
      (reporter, cancellation) => {
        cancellation.onCancellationRequested(onCancel);
        const report = (message: string): void => {
          reporter.report({ message });
        };
        return work(new OrderProgress({ count, inserts, report, onPlaced }));
      },
    ),
};

function titleOf(count: number): string {
  return count === 1 ? vscode.l10n.t('Generating image') : vscode.l10n.t('Generating {0} images', count);
}
