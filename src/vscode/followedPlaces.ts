import * as vscode from 'vscode';
import { findPlace, follow, remember, type Range, type RememberedPlace } from '../documents/keptPlace.ts';

interface FollowedPlace {
  readonly document: string;
  /** Where it stands; in a document that was closed, what is remembered of it. */
  place:
    { readonly open: true; readonly range: Range } | { readonly open: false; readonly last: RememberedPlace };
}

/**
 * Places in documents that follow every edit, also in the background, until nobody needs them. Of a closed document no
 * edits are told: when it is opened again, its places are found by their text.
 */
export class FollowedPlaces implements vscode.Disposable {
  readonly #places = new Map<string, FollowedPlace>();
  readonly #listeners = vscode.Disposable.from(
    vscode.workspace.onDidChangeTextDocument((event) => {
      this.#onChange(event);
    }),
    vscode.workspace.onDidCloseTextDocument((document) => {
      this.#onClose(document);
    }),
    vscode.workspace.onDidOpenTextDocument((document) => {
      this.#onOpen(document);
    }),
  );

  follow(key: string, document: string, range: Range): void {
    this.#places.set(key, { document, place: { open: true, range } });
  }

  /** Null where nothing is followed, or its document is closed, or it could not be found again. */
  get(key: string): Range | null {
    const place = this.#places.get(key)?.place;
    return place?.open === true ? place.range : null;
  }

  forget(key: string): void {
    this.#places.delete(key);
  }

  dispose(): void {
    this.#listeners.dispose();
  }

  #onChange({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    // Offsets of one event all mean the text before it: from the end to the start, none shifts another.
    const changes = contentChanges
      .toSorted((a, b) => b.rangeOffset - a.rangeOffset)
      .map(({ rangeOffset, rangeLength, text }) => ({
        offset: rangeOffset,
        removed: rangeLength,
        inserted: text.length,
      }));
    for (const followed of this.#of(document)) {
      if (followed.place.open) {
        followed.place = { open: true, range: changes.reduce(follow, followed.place.range) };
      }
    }
  }

  #onClose(document: vscode.TextDocument): void {
    for (const followed of this.#of(document)) {
      if (followed.place.open) {
        followed.place = { open: false, last: remember(document.getText(), followed.place.range) };
      }
    }
  }

  #onOpen(document: vscode.TextDocument): void {
    for (const followed of this.#of(document)) {
      const range = followed.place.open ? null : findPlace(document.getText(), followed.place.last);
      if (range !== null) {
        followed.place = { open: true, range };
      }
    }
  }

  #of(document: vscode.TextDocument): FollowedPlace[] {
    const uri = document.uri.toString();
    return [...this.#places.values()].filter((followed) => followed.document === uri);
  }
}
