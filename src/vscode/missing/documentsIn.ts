import * as vscode from 'vscode';
import { mayHavePictures } from '../../documents/pictures/mayHavePictures.ts';

const extensions =
  'md,markdown,mdx,qmd,rmd,html,htm,vue,svelte,astro,hbs,jsx,tsx,adoc,asciidoc,asc,rst,tex,typ,org';

/** More are no documents that a person has written. */
const mostDocuments = 5000;

/** The documents in folders that may have pictures; what the search leaves out is left out. Null when it was cancelled. */
export async function documentsIn(folders: readonly vscode.Uri[]): Promise<vscode.TextDocument[] | null> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: vscode.l10n.t('Looking for missing images'),
    cancellable: true,
  };
  return vscode.window.withProgress(options, async (_, cancellation) => {
    const documents = new Map<string, vscode.TextDocument>();
    for (const folder of folders) {
      const pattern = new vscode.RelativePattern(folder, `**/*.{${extensions}}`);
      const found = await vscode.workspace.findFiles(pattern, undefined, mostDocuments, cancellation);
      for (const uri of found.toSorted((one, other) => (one.path < other.path ? -1 : 1))) {
        if (cancellation.isCancellationRequested) {
          return null;
        }
        const document = uri.path.includes('/node_modules/') ? null : await openedIfMeant(uri);
        if (document !== null) {
          documents.set(uri.toString(), document);
        }
      }
    }
    return [...documents.values()];
  });
}

async function openedIfMeant(uri: vscode.Uri): Promise<vscode.TextDocument | null> {
  const open = vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri.toString());
  if (open !== undefined) {
    return open;
  }
  try {
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
    return mayHavePictures(text) ? await vscode.workspace.openTextDocument(uri) : null;
  } catch {
    // Gone since, or no text: there is nothing to read in it.
    return null;
  }
}
