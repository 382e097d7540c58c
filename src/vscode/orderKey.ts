import type * as vscode from 'vscode';

/** The same selections of the same document are the same order. */
export function orderKey(editor: vscode.TextEditor | undefined): string {
  const selections = editor?.selections.map(({ start, end }) => [
    start.line,
    start.character,
    end.line,
    end.character,
  ]);
  return JSON.stringify([editor?.document.uri.toString(), selections]);
}
