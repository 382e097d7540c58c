import * as path from 'node:path/posix';
import { URI, Utils } from 'vscode-uri';
import { relativePath } from '../relativeUri.ts';

/** From where the links of a document lead. */
export interface LinkHome {
  /** What its links are relative to. */
  readonly base: string;
  /** The folder within which pictures may be made: that of the workspace, else the document's own. */
  readonly bounds: string;
  /** Folders that a site is served from, the nearest first. */
  readonly roots: readonly string[];
}

/** Other hosts, data, and names that only a site's own tools can resolve, such as `@/assets/fox.png`. */
const elsewhere = /^(?:[a-z][a-z0-9+.-]+:|\/\/|[~@$][^/]*\/)/i;

export function leadsElsewhere(target: string): boolean {
  return elsewhere.test(target);
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

/** Where roots of sites may be: each of these names beside the document, and in every folder above it. */
export function possibleRoots(base: string, bounds: string, names: readonly string[]): string[] {
  const roots: string[] = [];
  for (let folder = Utils.dirname(URI.parse(base)); isInside(bounds, folder.toString());) {
    roots.push(...names.map((name) => Utils.joinPath(folder, name).toString()));
    const above = Utils.dirname(folder);
    if (above.path === folder.path) {
      break;
    }
    folder = above;
  }
  return [...new Set(roots)].filter((root) => isInside(bounds, root));
}

export function isInside(bounds: string, uri: string): boolean {
  const way = relativePath(Utils.joinPath(URI.parse(bounds), '_').toString(), uri);
  return !leadsElsewhere(way) && way !== '..' && !way.startsWith('../') && !path.isAbsolute(way);
}

/** Two files of one name, as some file systems have it, are one: nothing is paid twice. */
export function fileKey(uri: string): string {
  return uri.normalize('NFC').toLowerCase();
}
