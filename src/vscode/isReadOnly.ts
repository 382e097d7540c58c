import * as vscode from 'vscode';
import * as z from 'zod';
import { statOf } from './statOf.ts';

const patterns = z.record(z.string(), z.boolean()).catch({});

/**
 * Whether a document is not to be edited: its file system says so, or the person's settings do. The editor lets an
 * extension edit the latter all the same, so it has to be asked for.
 */
export async function isReadOnly(document: vscode.TextDocument): Promise<boolean> {
  if (document.isUntitled) {
    return false;
  }
  const stat = await statOf(document.uri);
  return stat?.permissions === vscode.FilePermission.Readonly || isMarkedReadOnly(document);
}

function isMarkedReadOnly(document: vscode.TextDocument): boolean {
  const files = vscode.workspace.getConfiguration('files', document);
  const matches = (setting: string): boolean =>
    Object.entries(patterns.parse(files.get(setting))).some(
      ([pattern, active]) => active && vscode.languages.match({ pattern }, document) > 0,
    );
  return matches('readonlyInclude') && !matches('readonlyExclude');
}
