import { basename } from 'node:path/posix';
import * as vscode from 'vscode';
import { pictureDetails, type PictureDetails } from '../images/pictureDetails.ts';
import { show } from './words/message.ts';

/** Files beyond this are no pictures of a model; the editor can only read a file as a whole. */
const largestFile = 128 * 1024 * 1024;

export interface PictureFile {
  readonly uri: vscode.Uri;
  readonly bytes: Uint8Array;
  readonly details: PictureDetails;
}

/** The file that a command is for: what it was called on, else the one in the active tab, else one that is chosen. */
export async function chosenPictureFile(argument: unknown): Promise<vscode.Uri | null> {
  if (argument instanceof vscode.Uri) {
    return argument;
  }
  const input: unknown = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  if (input instanceof vscode.TabInputCustom && /\.(?:png|jpe?g|webp)$/i.test(input.uri.path)) {
    return input.uri;
  }
  const chosen = await vscode.window.showOpenDialog({
    title: vscode.l10n.t('Choose an Image'),
    filters: { [vscode.l10n.t('Image')]: ['png', 'jpg', 'jpeg', 'webp'] },
  });
  return chosen?.[0] ?? null;
}

/** A file with what it tells; null where it is no picture that we know, or cannot be read. */
export async function readPictureFile(uri: vscode.Uri): Promise<PictureFile | null> {
  const { fs } = vscode.workspace;
  try {
    const { size } = await fs.stat(uri);
    const bytes = size > largestFile ? null : await fs.readFile(uri);
    const details = bytes === null ? null : pictureDetails(bytes);
    return bytes === null || details === null ? null : { uri, bytes, details };
  } catch {
    return null;
  }
}

export function noPicture(uri: vscode.Uri): string {
  const name = basename(uri.path);
  return vscode.l10n.t('{0} cannot be read as a PNG, JPEG or WebP image. Choose another file.', name);
}

export async function tellNoPicture(uri: vscode.Uri): Promise<void> {
  await show({ severity: 'warning', text: noPicture(uri), actions: [] });
}
