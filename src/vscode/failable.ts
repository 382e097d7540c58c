import * as vscode from 'vscode';
import type { Log } from './log.ts';
import { InvalidSetting } from './settings.ts';
import { show } from './words/message.ts';

/** Runs a command; whatever it throws ends in a sentence and a next step, with the details in the log. */
export async function failable<T>(log: Log, name: string, run: () => Promise<T>): Promise<T | undefined> {
  try {
    return await run();
  } catch (error) {
    log.error(`${name} failed`, error);
    await (error instanceof InvalidSetting ? tellSetting(error) : tellUnexpected(log));
    return undefined;
  }
}

async function tellSetting({ setting }: InvalidSetting): Promise<void> {
  const chosen = await show({
    severity: 'error',
    text: vscode.l10n.t('The setting {0} has a value that cannot be used. Nothing was ordered.', setting),
    actions: [{ id: 'open', title: vscode.l10n.t('Open Settings') }],
  });
  if (chosen === 'open') {
    await vscode.commands.executeCommand('workbench.action.openSettings', setting);
  }
}

async function tellUnexpected(log: Log): Promise<void> {
  const chosen = await show({
    severity: 'error',
    text: vscode.l10n.t('Z-Image met an unexpected fault. The log has the details.'),
    actions: [{ id: 'log', title: vscode.l10n.t('Show Log') }],
  });
  if (chosen === 'log') {
    log.show();
  }
}
