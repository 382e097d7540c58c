import type { DocumentEdit, DocumentNow, Workspace } from '../../../src/delivery/workspace.ts';
import type { Range } from '../../../src/documents/keptPlace.ts';

/** A workspace in memory, which does what the editor was seen to do: an edit is done as a whole or not at all. */
export class FakeWorkspace implements Workspace {
  readonly files = new Map<string, Uint8Array>();
  readonly edits: DocumentEdit[] = [];
  readonly unmarked: string[] = [];
  readonly followed = new Map<string, Range>();
  document: DocumentNow | null;
  /** What the site of the document is served from. */
  roots: readonly string[] = [];
  /** Called before each edit, for what happens between a look and the edit; true refuses it. */
  beforeEdit: (() => boolean) | null = null;
  /** What the editor makes of an edit, where it is not what was asked for. */
  edited: ((text: string) => string) | null = null;

  constructor(document: DocumentNow) {
    this.document = document;
  }

  get text(): string {
    return this.document?.text ?? '';
  }

  set text(text: string) {
    this.document = this.document === null ? null : { ...this.document, text };
  }

  openDocument(uri: string): Promise<DocumentNow | null> {
    return Promise.resolve(this.documentNow(uri));
  }

  documentNow(uri: string): DocumentNow | null {
    return this.document?.uri === uri ? this.document : null;
  }

  followedPlace(generation: string): Range | null {
    return this.followed.get(generation) ?? null;
  }

  siteRoots(): Promise<readonly string[]> {
    return Promise.resolve(this.roots);
  }

  exists(uri: string): Promise<boolean> {
    return Promise.resolve(this.files.has(uri));
  }

  readFile(uri: string): Promise<Uint8Array | null> {
    return Promise.resolve(this.files.get(uri) ?? null);
  }

  createFile(uri: string, bytes: Uint8Array): Promise<boolean> {
    const free = !this.files.has(uri);
    if (free) {
      this.files.set(uri, bytes);
    }
    return Promise.resolve(free);
  }

  notMarked(generation: string): void {
    this.unmarked.push(generation);
  }

  apply(edit: DocumentEdit): Promise<boolean> {
    const refused = this.beforeEdit?.() ?? false;
    const taken = edit.files.some(({ uri }) => this.files.has(uri));
    if (refused || taken || this.text !== edit.document.text) {
      return Promise.resolve(false);
    }
    this.edits.push(edit);
    for (const { uri, bytes } of edit.files) {
      this.files.set(uri, bytes);
    }
    // From the end to the start none shifts another; of two at one offset, the first stands first.
    const changes = edit.changes.toReversed().toSorted((a, b) => b.start - a.start);
    const text = changes.reduce(
      (changed, { start, end, text: inserted }) => changed.slice(0, start) + inserted + changed.slice(end),
      this.text,
    );
    this.text = this.edited?.(text) ?? text;
    return Promise.resolve(true);
  }
}
