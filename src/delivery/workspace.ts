import type { DocumentKind } from '../documents/documentLanguage.ts';
import type { PlannedEdit, Range } from '../documents/keptPlace.ts';

/** A document as it is at this moment. */
export interface DocumentNow extends DocumentKind {
  readonly uri: string;
  readonly text: string;
  readonly endOfLine: string;
}

/** New files and changes of one document, which one undo takes back. */
export interface DocumentEdit {
  readonly document: DocumentNow;
  readonly files: readonly { readonly uri: string; readonly bytes: Uint8Array }[];
  readonly changes: readonly PlannedEdit[];
}

/** The person's workspace as a delivery needs it. Files are only reached through the editor: they may be remote. */
export interface Workspace {
  /** Null where the document is gone. */
  openDocument(uri: string): Promise<DocumentNow | null>;
  /** The document as it is now, without a wait in which it could change; null where it was closed meanwhile. */
  documentNow(uri: string): DocumentNow | null;
  /** Where the place of a generation stands now, when it was followed since it was taken; else null. */
  followedPlace(generation: string): Range | null;
  /** Folders that the site of a document is served from, the nearest to its base first. */
  siteRoots(document: string, base: string): Promise<readonly string[]>;
  exists(uri: string): Promise<boolean>;
  readFile(uri: string): Promise<Uint8Array | null>;
  /** A whole new file, never half of one; false where something stands there. Throws where it cannot be written. */
  createFile(uri: string, bytes: Uint8Array): Promise<boolean>;
  /** That a picture goes into a file which does not tell where it comes from, and why: nobody is disturbed for it. */
  notMarked(generation: string, why: string): void;
  /** False where nothing was changed: a file was taken, the document changed meanwhile, or it cannot be edited. */
  apply(edit: DocumentEdit): Promise<boolean>;
}
