import * as vscode from 'vscode';
import { hasEntries } from './disk/hasEntries.ts';
import { openFolder } from './records/openFolder.ts';
import type { Application } from './vscode/application.ts';
import { Log } from './vscode/log.ts';

let started: Promise<Application> | undefined;

export function activate(context: vscode.ExtensionContext): void {
  const log = new Log();
  const application = (): Promise<Application> => {
    started ??= import('./vscode/application.ts').then(({ createApplication }) =>
      createApplication(context, log),
    );
    return started;
  };
  const command = (id: string, run: () => Promise<void> | void): vscode.Disposable =>
    vscode.commands.registerCommand(id, run);

  context.subscriptions.push(
    log,
    command('zImage.generateAndInsert', async () => (await application()).generateAndInsert()),
    command('zImage.setApiToken', async () => (await application()).setApiToken()),
    command('zImage.clearApiToken', async () => (await application()).clearApiToken()),
    command('zImage.showLog', () => {
      log.show();
    }),
  );
  void goOnIfPending(context, application);
}

export async function deactivate(): Promise<void> {
  await (await started)?.suspend();
}

/** Nothing else is loaded when nothing is pending. */
async function goOnIfPending(
  context: vscode.ExtensionContext,
  application: () => Promise<Application>,
): Promise<void> {
  if (await hasEntries(context.globalStorageUri.fsPath, openFolder)) {
    await (await application()).goOn();
  }
}
