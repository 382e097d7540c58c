import * as vscode from 'vscode';
import { pictureHome, type PictureHome } from '../documents/pictureHome.ts';
import { isReadOnly } from './isReadOnly.ts';
import { linkBase } from './linkBase.ts';
import { copyFilesDestination, type Settings } from './settings.ts';
import { statOf } from './statOf.ts';
import { show } from './words/message.ts';

export interface Target extends PictureHome {
  /** What links are relative to. */
  readonly base: string;
}

/** Where a document's pictures go. Null, after it was told, where none can be saved: asked before anything is paid. */
export async function targetFor(document: vscode.TextDocument, settings: Settings): Promise<Target | null> {
  const base = linkBase(document);
  if (base === null) {
    return tellNoPlace(document);
  }
  if (await isReadOnly(document)) {
    return tellReadOnly();
  }
  const workspaceFolder = vscode.workspace.getWorkspaceFolder(vscode.Uri.parse(base))?.uri.toString() ?? null;
  const home = { document: base, workspaceFolder, now: new Date() };
  const rules = { ...settings, copyFilesDestination: copyFilesDestination(document) };
  const { folder, fileName } = pictureHome(home, rules);
  return (await isUsable(vscode.Uri.parse(folder))) ? { base, folder, fileName } : null;
}

async function tellNoPlace(document: vscode.TextDocument): Promise<null> {
  if (!document.isUntitled) {
    const text = vscode.l10n.t(
      'No image can be saved beside this document. Copy the text into a file of your own.',
    );
    await show({ severity: 'information', text, actions: [] });
    return null;
  }
  const chosen = await show({
    severity: 'information',
    text: vscode.l10n.t('Save this document first, so that its images have a place beside it.'),
    actions: [{ id: 'save', title: vscode.l10n.t('Save Document') }],
  });
  if (chosen === 'save') {
    await vscode.commands.executeCommand('workbench.action.files.saveAs');
  }
  return null;
}

async function tellReadOnly(): Promise<null> {
  const text = vscode.l10n.t(
    'This document is read-only. Make it writable, or copy the text into another document. Nothing was ordered.',
  );
  await show({ severity: 'information', text, actions: [] });
  return null;
}

/** The nearest part of the path that exists must be a folder. */
async function isUsable(folder: vscode.Uri): Promise<boolean> {
  for (let at = folder; ; at = vscode.Uri.joinPath(at, '..')) {
    const stat = await statOf(at);
    if (stat === null && at.path !== '/' && at.path !== '') {
      continue;
    }
    if (stat === null || (stat.type & vscode.FileType.Directory) !== 0) {
      return true;
    }
    const chosen = await show({
      severity: 'error',
      text: vscode.l10n.t(
        'Images cannot be saved in {0}, because it is a file. Choose another folder in the settings. Nothing was paid.',
        vscode.workspace.asRelativePath(at),
      ),
      actions: [{ id: 'settings', title: vscode.l10n.t('Open Settings') }],
    });
    if (chosen === 'settings') {
      await vscode.commands.executeCommand('workbench.action.openSettings', 'zImage.saveFolder');
    }
    return false;
  }
}
