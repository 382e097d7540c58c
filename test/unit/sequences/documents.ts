import type { DocumentEdit, DocumentNow, Workspace } from '../../../src/delivery/workspace.ts';
import { FollowedPlace, type DocumentChange } from '../../../src/documents/followedPlace.ts';
import type { Range } from '../../../src/documents/keptPlace.ts';
import type { Places } from '../../../src/orders/orderTools.ts';
import type { MortalProcess } from '../records/mortalProcess.ts';
import { paragraphCount } from './steps.ts';

interface Page {
  text: string;
  /** What the person wrote, without the pictures. */
  own: string;
  readonly removed: Set<number>;
  /** Of a closed document no edits are told. */
  isOpen: boolean;
}

interface Place {
  readonly document: string;
  readonly place: FollowedPlace;
}

/** The person's documents and files, which outlive every window. */
export class Documents {
  readonly pages = new Map<string, Page>();
  readonly files = new Map<string, Uint8Array>();
  /** How often each file of a picture came to be. */
  readonly created = new Map<string, number>();
  readonly windows = new Set<WindowDocuments>();

  add(uri: string): void {
    const paragraphs = Array.from({ length: paragraphCount }, (_, at) => paragraph(uri, at));
    const text = `${paragraphs.join('\n\n')}\n`;
    this.pages.set(uri, { text, own: text, removed: new Set(), isOpen: true });
  }

  change(uri: string, offset: number, removed: number, inserted: string): void {
    const page = this.pages.get(uri);
    if (page === undefined) {
      return;
    }
    page.text = page.text.slice(0, offset) + inserted + page.text.slice(offset + removed);
    for (const window of page.isOpen ? this.windows : []) {
      window.changed(uri, {
        changes: [{ offset, removed, inserted: inserted.length }],
        reason: 'edit',
        text: page.text,
      });
    }
  }

  addLine(uri: string, where: 'start' | 'end', line: string): void {
    const page = this.pages.get(uri);
    if (page !== undefined) {
      this.change(uri, where === 'start' ? 0 : page.text.length, 0, `\n${line}\n\n`);
      page.own = where === 'start' ? `${line}\n${page.own}` : `${page.own}\n${line}`;
    }
  }

  removeParagraph(uri: string, at: number): void {
    const page = this.pages.get(uri);
    const words = paragraph(uri, at);
    if (page !== undefined && !page.removed.has(at)) {
      page.removed.add(at);
      this.change(uri, page.text.indexOf(`${words}\n`), words.length, '');
      page.own = page.own.replace(`${words}\n`, '\n');
    }
  }

  delete(uri: string): void {
    this.close(uri);
    this.pages.delete(uri);
  }

  close(uri: string): void {
    const page = this.pages.get(uri);
    if (page !== undefined) {
      page.isOpen = false;
      for (const window of this.windows) {
        window.closed(uri);
      }
    }
  }

  open(uri: string): void {
    const page = this.pages.get(uri);
    if (page !== undefined && !page.isOpen) {
      page.isOpen = true;
      for (const window of this.windows) {
        window.opened(uri, page.text);
      }
    }
  }
}

/** The words of a paragraph, which stand nowhere else. */
export function paragraph(uri: string, at: number): string {
  return `Picture ${at} of ${uri.replaceAll(/\W+/g, ' ').trim()}`;
}

/** The documents as one window has them, with the places that it follows. */
export class WindowDocuments implements Workspace, Places {
  readonly #documents: Documents;
  readonly #process: MortalProcess;
  readonly #places = new Map<string, Place>();

  constructor(documents: Documents, process: MortalProcess) {
    this.#documents = documents;
    this.#process = process;
    documents.windows.add(this);
  }

  openDocument(uri: string): Promise<DocumentNow | null> {
    return this.#process.step(() => {
      this.#documents.open(uri);
      return Promise.resolve(this.documentNow(uri));
    });
  }

  documentNow(uri: string): DocumentNow | null {
    const page = this.#documents.pages.get(uri);
    return page?.isOpen === true ? { uri, languageId: 'markdown', text: page.text, endOfLine: '\n' } : null;
  }

  siteRoots(): Promise<readonly string[]> {
    return Promise.resolve([]);
  }

  followedPlace(generation: string): Range | null {
    return this.#places.get(generation)?.place.range ?? null;
  }

  exists(uri: string): Promise<boolean> {
    return this.#process.step(() => Promise.resolve(this.#documents.files.has(uri)));
  }

  readFile(uri: string): Promise<Uint8Array | null> {
    return this.#process.step(() => Promise.resolve(this.#documents.files.get(uri) ?? null));
  }

  createFile(uri: string, bytes: Uint8Array): Promise<boolean> {
    return this.#process.step(() => Promise.resolve(this.#create(uri, bytes)));
  }

  notMarked(generation: string, why: string): void {
    throw new Error(`${generation} is not marked: ${why}`);
  }

  /** The editor does all of an edit or nothing of it. */
  apply({ document, files, changes }: DocumentEdit): Promise<boolean> {
    return this.#process.step(() => {
      const taken = files.some(({ uri }) => this.#documents.files.has(uri));
      if (taken || this.documentNow(document.uri)?.text !== document.text) {
        return Promise.resolve(false);
      }
      for (const { uri, bytes } of files) {
        this.#create(uri, bytes);
      }
      for (const { start, end, text } of changes.toReversed().toSorted((a, b) => b.start - a.start)) {
        this.#documents.change(document.uri, start, end - start, text);
      }
      return Promise.resolve(true);
    });
  }

  follow(key: string, document: string, range: Range): void {
    const text = this.documentNow(document)?.text;
    if (text !== undefined) {
      this.#places.set(key, { document, place: new FollowedPlace(range, text) });
    }
  }

  forget(key: string): void {
    this.#places.delete(key);
  }

  changed(uri: string, change: DocumentChange): void {
    for (const place of this.#of(uri)) {
      place.changed(change);
    }
  }

  closed(uri: string): void {
    for (const place of this.#of(uri)) {
      place.closed();
    }
  }

  opened(uri: string, text: string): void {
    for (const place of this.#of(uri)) {
      place.opened(text);
    }
  }

  #create(uri: string, bytes: Uint8Array): boolean {
    const { files, created } = this.#documents;
    if (files.has(uri)) {
      return false;
    }
    files.set(uri, bytes);
    created.set(uri, (created.get(uri) ?? 0) + 1);
    return true;
  }

  #of(uri: string): FollowedPlace[] {
    return [...this.#places.values()].filter(({ document }) => document === uri).map(({ place }) => place);
  }
}
