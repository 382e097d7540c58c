import * as vscode from 'vscode';
import { insertedAltText } from '../documents/insertedAltText.ts';
import { kindOf } from './documentKind.ts';
import { pathFor } from './pictureActions.ts';

/** The text of a picture that was just inserted is selected, for the person to type over it. */
export async function selectAltText(
  editor: vscode.TextEditor,
  before: string,
  file: string,
  altText: string,
): Promise<void> {
  const { document } = editor;
  const picture = { path: await pathFor(file, document), altText };
  const range = insertedAltText(kindOf(document), picture, before, document.getText());
  if (range !== null && editor === vscode.window.activeTextEditor) {
    editor.selection = new vscode.Selection(document.positionAt(range.start), document.positionAt(range.end));
  }
}
