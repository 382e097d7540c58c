import * as vscode from 'vscode';
import { hasEntries } from '../disk/hasEntries.ts';
import { openFolder } from '../records/openFolder.ts';
import type { Application, CommandName } from './application.ts';
import { DetailsPages, detailsScheme } from './detailsPages.ts';
import { Log } from './log.ts';
import { registerMissing } from './missing/register.ts';
import { registerPasting } from './pasting/registerPasting.ts';

let started: Promise<Application> | undefined;

const commands: readonly CommandName[] = [
  'cancelGeneration',
  'clearApiToken',
  'generate',
  'generateAgainFromFile',
  'generateAndInsert',
  'generateFromSelection',
  'generateMissing',
  'generateMissingInFolder',
  'insertFromHistory',
  'openGallery',
  'regenerate',
  'setApiToken',
  'showImageDetails',
];

/** Tells the editor of all that it can call. What is behind it is loaded when it is called. */
export function wire(context: vscode.ExtensionContext): void {
  const log = new Log();
  const application = (): Promise<Application> => {
    started ??= import('./application.ts').then(({ createApplication }) =>
      createApplication(context, log, pages),
    );
    return started;
  };

  const pages = new DetailsPages(async (page) => (await application()).detailsOf(page));

  context.subscriptions.push(
    log,
    pages,
    registerMissing(),
    registerPasting(application),
    vscode.workspace.registerTextDocumentContentProvider(detailsScheme, pages),
    ...commands.map((name) =>
      vscode.commands.registerCommand(`zImage.${name}`, async (...args: unknown[]) =>
        (await application()).run(name, args),
      ),
    ),
    vscode.commands.registerCommand('zImage.showLog', () => {
      log.show();
    }),
    vscode.window.registerWebviewPanelSerializer('zImage.gallery', {
      async deserializeWebviewPanel(panel) {
        (await application()).adoptGallery(panel);
      },
    }),
  );
  void goOnIfPending(context, application);
}

/** The window closes: what runs is left to the next one. */
export async function suspend(): Promise<void> {
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
