import * as vscode from 'vscode';

/**
 * What the links of a document are relative to: the document; for one without a file, the root of the only or first
 * workspace folder, where it is likely to be saved; for a cell, its notebook. Null where there is neither, or no file can
 * be written beside it.
 */
export function linkBase(document: vscode.TextDocument): string | null {
  const notebook = notebookOf(document);
  if (notebook !== null) {
    return notebook.isUntitled ? null : notebook.uri.toString();
  }
  if (document.isUntitled) {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    return folder === undefined ? null : vscode.Uri.joinPath(folder, document.uri.path).toString();
  }
  return vscode.workspace.fs.isWritableFileSystem(document.uri.scheme) === true
    ? document.uri.toString()
    : null;
}

/** The notebook that a document is a cell of, or null. */
function notebookOf(document: vscode.TextDocument): vscode.NotebookDocument | null {
  return (
    vscode.workspace.notebookDocuments.find((notebook) =>
      notebook.getCells().some((cell) => cell.document === document),
    ) ?? null
  );
}
