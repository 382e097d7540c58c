import * as vscode from 'vscode';
import { linkedFileAt } from './linkedFile.ts';
import { readPictureFile } from './pictureFiles.ts';
import { statOf } from './statOf.ts';

/** Whether files are ours, as they were read last: the editor asks for each move of the cursor. */
const known = new Map<string, { readonly stamp: string; readonly isOurs: boolean }>();
const mostKnown = 200;

/** The offer to make another picture for the link at the cursor, where we made the one that it leads to. */
export async function regenerateAction(
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<vscode.CodeAction | null> {
  const offset = document.offsetAt(position);
  const file = await linkedFileAt(document, offset);
  if (file === null || !(await isOurs(file))) {
    return null;
  }
  const title = vscode.l10n.t('Regenerate Image…');
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.RefactorRewrite);
  action.command = { command: 'zImage.regenerate', title, arguments: [document.uri, offset] };
  return action;
}

async function isOurs(file: vscode.Uri): Promise<boolean> {
  const stat = await statOf(file);
  if (stat === null) {
    return false;
  }
  const stamp = `${stat.mtime} ${stat.size}`;
  const last = known.get(file.toString());
  if (last?.stamp === stamp) {
    return last.isOurs;
  }
  const found = (await readPictureFile(file))?.details.isOurs === true;
  if (known.size >= mostKnown) {
    known.clear();
  }
  known.set(file.toString(), { stamp, isOurs: found });
  return found;
}
