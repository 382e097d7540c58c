import * as vscode from 'vscode';
import { possibleRoots } from '../documents/siteRoots.ts';
import { siteRootNames } from './settings.ts';
import { statOf } from './statOf.ts';

/** The folder within which a document's files are looked for: that of the workspace, else its own. */
export function boundsOf(base: string): string {
  const uri = vscode.Uri.parse(base);
  return (vscode.workspace.getWorkspaceFolder(uri)?.uri ?? vscode.Uri.joinPath(uri, '..')).toString();
}

/** The folders of these names that a site can be served from, the nearest to a document first. */
export async function siteRoots(base: string, names: readonly string[]): Promise<string[]> {
  const possible = possibleRoots(base, boundsOf(base), names);
  const found = await Promise.all(possible.map((root) => statOf(vscode.Uri.parse(root))));
  return possible.filter((_, at) => ((found[at]?.type ?? 0) & vscode.FileType.Directory) !== 0);
}

/** Those that the links of a document may begin at. A notebook is no page of a site. */
export async function rootsForLinks(
  scope: vscode.TextDocument | vscode.Uri,
  base: string,
): Promise<readonly string[]> {
  const { scheme } = 'uri' in scope ? scope.uri : scope;
  return scheme === 'vscode-notebook-cell' ? [] : siteRoots(base, siteRootNames(scope));
}
