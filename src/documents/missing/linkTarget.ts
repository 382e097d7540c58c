import { URI, Utils } from 'vscode-uri';
import type { LinkStart } from '../pathToFile.ts';

/** From where the links of a document lead, and how far. */
export interface LinkHome extends LinkStart {
  /** The folder within which pictures may be made: that of the workspace, else the document's own. */
  readonly bounds: string;
}

/** The URIs that a link can mean: beside the document, or below a root of the site. The first is the likeliest. */
export function placesOf(target: string, { base, bounds, roots }: LinkHome): string[] {
  const document = URI.parse(base);
  if (/^[a-z]:\//i.test(target)) {
    return [document.with({ path: `/${target}` }).toString()];
  }
  const folders = target.startsWith('/')
    ? [...roots, bounds]
    : [Utils.dirname(document).toString(), ...roots];
  return [...new Set(folders.map((folder) => Utils.joinPath(URI.parse(folder), target).toString()))];
}

/** Two files of one name, as some file systems have it, are one: nothing is paid twice. */
export function fileKey(uri: string): string {
  return uri.normalize('NFC').toLowerCase();
}
