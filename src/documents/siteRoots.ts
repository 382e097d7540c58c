import * as path from 'node:path/posix';
import { URI, Utils } from 'vscode-uri';
import { relativePath } from './relativeUri.ts';

/** Other hosts, data, and names that only a site's own tools can resolve, such as `@/assets/fox.png`. */
const elsewhere = /^(?:[a-z][a-z0-9+.-]+:|\/\/|[~@$][^/]*\/)/i;

export function leadsElsewhere(target: string): boolean {
  return elsewhere.test(target);
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

export function isInside(folder: string, uri: string): boolean {
  const way = pathWithin(folder, uri);
  return !leadsElsewhere(way) && way !== '..' && !way.startsWith('../') && !path.isAbsolute(way);
}

/** The way from a folder to what is in it. */
export function pathWithin(folder: string, uri: string): string {
  return relativePath(Utils.joinPath(URI.parse(folder), '_').toString(), uri);
}
