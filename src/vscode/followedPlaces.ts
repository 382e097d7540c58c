import * as vscode from 'vscode';
import { FollowedPlace, type DocumentChange } from '../documents/followedPlace.ts';
import type { Range } from '../documents/keptPlace.ts';

interface Entry {
  readonly document: string;
  readonly place: FollowedPlace;
}

/** Places in documents that follow every edit, also in the background, until nobody needs them. */
export class FollowedPlaces implements vscode.Disposable {
  readonly #places = new Map<string, Entry>();
  readonly #listeners = vscode.Disposable.from(
    vscode.workspace.onDidChangeTextDocument((event) => {
      this.#onChange(event);
    }),
    vscode.workspace.onDidCloseTextDocument((document) => {
      for (const place of this.#of(document)) {
        place.closed();
      }
    }),
    vscode.workspace.onDidOpenTextDocument((document) => {
      for (const place of this.#of(document)) {
        place.opened(document.getText());
      }
    }),
  );

  /** In a document that is open. */
  follow(key: string, document: string, range: Range): void {
    const open = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === document);
    if (open !== undefined) {
      this.#places.set(key, { document, place: new FollowedPlace(range, open.getText()) });
    }
  }

  /** Null where nothing is followed, or its document is closed, or it could not be found again. */
  get(key: string): Range | null {
    return this.#places.get(key)?.place.range ?? null;
  }

  forget(key: string): void {
    this.#places.delete(key);
  }

  dispose(): void {
    this.#listeners.dispose();
  }

  #onChange({ document, contentChanges, reason }: vscode.TextDocumentChangeEvent): void {
    const places = this.#of(document);
    if (places.length === 0) {
      return;
    }
    const change: DocumentChange = {
      changes: contentChanges.map(({ rangeOffset, rangeLength, text }) => ({
        offset: rangeOffset,
        removed: rangeLength,
        inserted: text.length,
      })),
      reason: reasonOf(reason),
      text: document.getText(),
    };
    for (const place of places) {
      place.changed(change);
    }
  }

  #of(document: vscode.TextDocument): FollowedPlace[] {
    const uri = document.uri.toString();
    return [...this.#places.values()].filter((each) => each.document === uri).map(({ place }) => place);
  }
}

function reasonOf(reason: vscode.TextDocumentChangeReason | undefined): DocumentChange['reason'] {
  switch (reason) {
    case vscode.TextDocumentChangeReason.Undo:
      return 'undo';
    case vscode.TextDocumentChangeReason.Redo:
      return 'redo';
    case undefined:
      return 'edit';
  }
}
