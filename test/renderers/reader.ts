/** A picture as a language's own tool found it, its address decoded to a path. */
export interface FoundPicture {
  readonly path: string;
  /** Null where the language has no place for a text. */
  readonly altText: string | null;
}

export interface Reading {
  readonly pictures: readonly FoundPicture[];
  /** What else the tool made of the document, the same whatever pictures stand in it; null where it tells nothing. */
  readonly rest: string | null;
}

/** A well-known tool of a language. It fails where it finds fault with the document. */
export interface Reader {
  readonly languageIds: readonly string[];
  readonly tool: string;
  readonly from: 'npm' | 'debian';
  /** The whole of a document of which this is the body. */
  readonly wrap?: (body: string) => string;
  /** Whether the language can name the file at all. */
  readonly canName?: (path: string) => boolean;
  /** Whether there is a place for the text, in a document where words were replaced. */
  readonly keepsAltText?: (replaced: boolean) => boolean;
  /** The pictures are files beside the document where `files` says so: their paths are relative to its folder. */
  readonly read: (document: string, files: readonly string[]) => Promise<Reading> | Reading;
}

/** The path that an address means; `./` stands before one whose first part would be read as a scheme. */
export function pathOf(address: string): string {
  return decodeURIComponent(address).replace(/^\.\/(?=[^/]*:)/, '');
}
