import * as vscode from 'vscode';
import { fileKey, placesOf } from '../../documents/missing/linkTarget.ts';
import { leadsElsewhere } from '../../documents/siteRoots.ts';
import type { Linked } from '../../history/browsing.ts';
import { linkBase } from '../linkBase.ts';
import { linkedPictures, linkHome } from '../missing/missingIn.ts';
import { openedDocument } from '../pictureActions.ts';
import type { WorkedDocument } from '../workedDocument.ts';

/** The files that the pictures of the document lead to that the person works in. Looked at only while somebody asks. */
export class LinkedFiles implements Linked, vscode.Disposable {
  readonly #worked: WorkedDocument;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #subscriptions: vscode.Disposable;
  #isAsked = false;
  #files: ReadonlySet<string> = new Set();

  constructor(worked: WorkedDocument) {
    this.#worked = worked;
    this.#subscriptions = vscode.Disposable.from(
      this.#changed,
      worked.onDidChange(() => {
        void this.#look();
      }),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document.uri.toString() === worked.get()?.toString()) {
          void this.#look();
        }
      }),
    );
  }

  get files(): ReadonlySet<string> {
    return this.#files;
  }

  hasOneOf(files: readonly string[]): boolean {
    return files.some((file) => this.#files.has(fileKey(file)));
  }

  async ask(isAsked: boolean): Promise<void> {
    this.#isAsked = isAsked;
    await this.#look();
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  async #look(): Promise<void> {
    const uri = this.#worked.get();
    if (!this.#isAsked) {
      return;
    }
    const document = uri === null ? null : await openedDocument(uri.toString());
    const files = document === null ? new Set<string>() : await filesOf(document);
    // The person may have turned to another document meanwhile.
    if (uri?.toString() === this.#worked.get()?.toString()) {
      this.#files = files;
      this.#changed.fire();
    }
  }
}

async function filesOf(document: vscode.TextDocument): Promise<ReadonlySet<string>> {
  const base = linkBase(document);
  if (base === null) {
    return new Set();
  }
  const home = await linkHome(document, base);
  const targets = linkedPictures(document).filter(({ target }) => !leadsElsewhere(target));
  return new Set(targets.flatMap(({ target }) => placesOf(target, home)).map(fileKey));
}
