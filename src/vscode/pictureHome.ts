import * as vscode from 'vscode';
import { pictureHome, type PictureHome } from '../documents/pictureHome.ts';
import { linkBase } from './linkBase.ts';
import { copyFilesDestination, readSetting } from './settings.ts';

/** The rules for pictures of a document. Null where it has no place to save beside. */
export function homeBesideDocument(
  document: vscode.TextDocument,
): (PictureHome & { readonly base: string }) | null {
  const base = linkBase(document);
  if (base === null) {
    return null;
  }
  const workspaceFolder = vscode.workspace.getWorkspaceFolder(vscode.Uri.parse(base))?.uri.toString() ?? null;
  const home = { document: base, workspaceFolder, now: new Date() };
  const rules = {
    saveFolder: readSetting('saveFolder', document),
    fileName: readSetting('fileName', document),
    copyFilesDestination: copyFilesDestination(document),
  };
  return { base, ...pictureHome(home, rules) };
}

/** The rules for pictures of no document: as if one stood in the only or first folder of the workspace. */
export function homeInWorkspace(): PictureHome | null {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (folder === undefined) {
    return null;
  }
  const document = vscode.Uri.joinPath(folder.uri, 'untitled.md').toString();
  const home = { document, workspaceFolder: folder.uri.toString(), now: new Date() };
  return pictureHome(home, {
    saveFolder: readSetting('saveFolder', folder.uri),
    fileName: readSetting('fileName', folder.uri),
    copyFilesDestination: null,
  });
}
