import * as vscode from 'vscode';
import { saveFolder } from '../documents/saveFolder.ts';
import { linkBase } from './linkBase.ts';
import { copyFilesDestination, readSetting } from './settings.ts';

/** Where pictures are saved: the folder, and the template of their names. */
export interface PictureHome {
  readonly folder: string;
  readonly fileName: string;
}

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
  const folder = saveFolder(home, readSetting('saveFolder', document), copyFilesDestination(document));
  return { base, folder, fileName: readSetting('fileName', document) };
}

/** The rules for pictures of no document: as if one stood in the only or first folder of the workspace. */
export function homeInWorkspace(): PictureHome | null {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (folder === undefined) {
    return null;
  }
  const document = vscode.Uri.joinPath(folder.uri, 'untitled.md').toString();
  const home = { document, workspaceFolder: folder.uri.toString(), now: new Date() };
  return {
    folder: saveFolder(home, readSetting('saveFolder', folder.uri), null),
    fileName: readSetting('fileName', folder.uri),
  };
}
