import * as vscode from 'vscode';
import { follow, type Range } from '../documents/keptPlace.ts';

/** Places in open documents that follow every edit, also in the background, until nobody needs them. */
export class FollowedPlaces implements vscode.Disposable {
  readonly #places = new Map<string, { readonly document: string; range: Range }>();
  readonly #listeners = vscode.Disposable.from(
    vscode.workspace.onDidChangeTextDocument((event) => {
      this.#onChange(event);
    }),
    vscode.workspace.onDidCloseTextDocument((document) => {
      this.#onClose(document.uri.toString());
    }),
  );

  follow(key: string, document: string, range: Range): void {
    this.#places.set(key, { document, range });
  }

  get(key: string): Range | null {
    return this.#places.get(key)?.range ?? null;
  }

  forget(key: string): void {
    this.#places.delete(key);
  }

  dispose(): void {
    this.#listeners.dispose();
  }

  #onChange({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    const uri = document.uri.toString();
    // Offsets of one event all mean the text before it: from the end to the start, none shifts another.
    const changes = contentChanges.toSorted((a, b) => b.rangeOffset - a.rangeOffset);
    for (const place of this.#places.values()) {
      if (place.document === uri) {
        for (const { rangeOffset, rangeLength, text } of changes) {
          const change = { offset: rangeOffset, removed: rangeLength, inserted: text.length };
          place.range = follow(place.range, change);
        }
      }
    }
  }

  /** Of a closed document no edits are told: its places are found again by their text. */
  #onClose(uri: string): void {
    for (const [key, { document }] of this.#places) {
      if (document === uri) {
        this.#places.delete(key);
      }
    }
  }
}
