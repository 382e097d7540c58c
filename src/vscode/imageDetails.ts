import { basename } from 'node:path/posix';
import * as vscode from 'vscode';
import { detailsScheme, type DetailsPages } from './detailsPages.ts';
import { chosenPictureFile, noPicture, readPictureFile, tellNoPicture } from './pictureFiles.ts';
import { detailsPage } from './words/imageDetails.ts';

/** Shows what a picture's file tells as a page in the editor: to be read, searched and copied like any text. */
export async function showImageDetails(argument: unknown, pages: DetailsPages): Promise<void> {
  const file = await chosenPictureFile(argument);
  if (file === null) {
    return;
  }
  if ((await readPictureFile(file)) === null) {
    return tellNoPicture(file);
  }
  const name = `/${basename(file.path)}.md`;
  const page = vscode.Uri.from({ scheme: detailsScheme, path: name, query: file.toString() });
  const document = await vscode.workspace.openTextDocument(page);
  pages.refresh(page);
  await vscode.window.showTextDocument(document, { preview: true });
}

/** The text of a page, read from the file that its address names. */
export async function imageDetailsOf({ query }: vscode.Uri): Promise<string> {
  const file = vscode.Uri.parse(query);
  const read = await readPictureFile(file);
  return read === null ? noPicture(file) : detailsPage(basename(file.path), read.details);
}
