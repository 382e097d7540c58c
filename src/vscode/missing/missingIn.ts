import * as vscode from 'vscode';
import type { Range } from '../../documents/keptPlace.ts';
import { findMissing, type LookAt, type MissingPicture } from '../../documents/missing/findMissing.ts';
import type { LinkHome } from '../../documents/missing/linkTarget.ts';
import type { LinkedPicture } from '../../documents/pictures/linkedPicture.ts';
import { picturesIn } from '../../documents/pictures/picturesIn.ts';
import { linkBase } from '../linkBase.ts';
import { readSetting } from '../settings.ts';
import { boundsOf, siteRoots } from '../siteRoots.ts';

/** What was read of a document, until it changes: the editor asks for each move of the cursor. */
const known = new WeakMap<vscode.TextDocument, { readonly kind: string; readonly all: LinkedPicture[] }>();

/**
 * The pictures of a document that are missing; of those that stand in some lines, where these are given. None in a
 * document beside which nothing can be saved.
 */
export async function missingIn(
  document: vscode.TextDocument,
  lines: Range | null = null,
): Promise<MissingPicture[]> {
  const base = linkBase(document);
  const pictures = linkedPictures(document).filter(
    ({ whole }) => lines === null || (whole.start <= lines.end && whole.end >= lines.start),
  );
  if (base === null || pictures.length === 0) {
    return [];
  }
  const { languageId } = document;
  return findMissing({ languageId, pictures, home: await linkHome(document, base) }, lookAt);
}

/** The pictures that a document links, as it is now. */
export function linkedPictures(document: vscode.TextDocument): LinkedPicture[] {
  const kind = `${document.languageId} ${document.version}`;
  const last = known.get(document);
  if (last?.kind === kind) {
    return last.all;
  }
  const all = picturesIn(document.languageId, document.getText());
  known.set(document, { kind, all });
  return all;
}

/** From where the links of a document lead. */
export async function linkHome(document: vscode.TextDocument, base: string): Promise<LinkHome> {
  const roots = await siteRoots(base, readSetting('siteRoots', document));
  return { base, bounds: boundsOf(base), roots };
}

/** What cannot be looked at may be there: nothing is ordered for it. */
export const lookAt: LookAt = async (uri) => {
  try {
    const { type } = await vscode.workspace.fs.stat(vscode.Uri.parse(uri));
    return (type & vscode.FileType.Directory) === 0 ? 'file' : 'folder';
  } catch (error) {
    return error instanceof vscode.FileSystemError && error.code === 'FileNotFound' ? null : 'file';
  }
};
