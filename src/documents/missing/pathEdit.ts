import * as path from 'node:path/posix';
import { URI } from 'vscode-uri';
import { languageOf, type DocumentKind } from '../documentLanguage.ts';
import type { PlannedEdit } from '../keptPlace.ts';
import type { LinkedPicture } from '../pictures/linkedPicture.ts';

interface Document extends DocumentKind {
  readonly text: string;
}

/**
 * The change that makes a link name a file; null where it does. A link keeps the folder that it names, in its own
 * form; one without a path gets the one that it would have if it were new.
 */
export function pathEdit(
  document: Document,
  { target, path: range }: LinkedPicture,
  file: string,
  names: { readonly newPath: string; readonly isFolder: boolean },
): PlannedEdit | null {
  const name = path.basename(URI.parse(file).path);
  const last = path.basename(target);
  // TeX finds a file by its name without the extension, and so it may stay.
  if (!names.isFolder && (last === name || last === path.parse(name).name)) {
    return null;
  }
  const folder = names.isFolder
    ? target.replace(/(?<=[^/])$/, '/')
    : target.slice(0, target.lastIndexOf('/') + 1);
  const named = target === '' ? names.newPath : folder + name;
  const written = languageOf(document).path(named);
  const before = document.text[range.start - 1];
  // Within these quotes an apostrophe would end the path; behind a directive's colons a blank is needed.
  const fitting = before === "'" ? written.replaceAll("'", '%27') : before === ':' ? ` ${written}` : written;
  return { ...range, text: fitting };
}
