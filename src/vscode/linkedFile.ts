import * as vscode from 'vscode';
import { placesOf } from '../documents/missing/linkTarget.ts';
import type { LinkedPicture } from '../documents/pictures/linkedPicture.ts';
import { leadsElsewhere } from '../documents/siteRoots.ts';
import { linkBase } from './linkBase.ts';
import { linkedPictures, linkHome, lookAt } from './missing/missingIn.ts';

/** The file of the picture that a document links at an offset, or alone in its line; null where there is none. */
export async function linkedFileAt(
  document: vscode.TextDocument,
  offset: number,
): Promise<vscode.Uri | null> {
  const base = linkBase(document);
  const picture = pictureAt(document, offset);
  if (base === null || picture === null || leadsElsewhere(picture.target)) {
    return null;
  }
  for (const place of placesOf(picture.target, await linkHome(document, base))) {
    if ((await lookAt(place)) === 'file') {
      return vscode.Uri.parse(place);
    }
  }
  return null;
}

function pictureAt(document: vscode.TextDocument, offset: number): LinkedPicture | null {
  const all = linkedPictures(document);
  const within = all.find(({ whole }) => whole.start <= offset && offset <= whole.end);
  const { line } = document.positionAt(offset);
  const inLine = all.filter(({ whole }) => document.positionAt(whole.start).line === line);
  return within ?? (inLine.length === 1 ? (inLine[0] ?? null) : null);
}
