import * as vscode from 'vscode';

/**
 * What tells windows on one workspace from the others: the workspace file, else its folders. Windows without either
 * share a key: their documents are told apart by their URIs.
 */
export function workspaceKey(): string {
  const { workspaceFile, workspaceFolders } = vscode.workspace;
  if (workspaceFile?.scheme === 'file' || workspaceFile?.scheme === 'vscode-remote') {
    return workspaceFile.toString();
  }
  return (workspaceFolders ?? [])
    .map(({ uri }) => uri.toString())
    .toSorted()
    .join(' ');
}
