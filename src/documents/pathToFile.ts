import { languageOf, type DocumentKind } from './documentLanguage.ts';
import { relativePath } from './relativeUri.ts';
import { isInside, pathWithin } from './siteRoots.ts';

/** From where the links of a document lead. */
export interface LinkStart {
  /** What its links are relative to. */
  readonly base: string;
  /** Folders that a site is served from, the nearest first. */
  readonly roots: readonly string[];
}

/**
 * How a document names a file, not escaped. A site serves the files of its root, and not their folder: no way from the
 * document leads there. What is served together with the document keeps its way.
 */
export function pathToFile(document: DocumentKind, { base, roots }: LinkStart, file: string): string {
  const root = languageOf(document).isServed
    ? roots.find((each) => isInside(each, file) && !isInside(each, base))
    : undefined;
  return root === undefined ? relativePath(base, file) : `/${pathWithin(root, file)}`;
}
