import * as vscode from 'vscode';
import type { Range } from '../documents/keptPlace.ts';
import type { FollowedPlaces } from './followedPlaces.ts';

const cursorKey = 'the cursor of the document worked in';

/**
 * The document that the person worked in last, and the place of the cursor in it, which follows every edit. The
 * gallery may have the focus by now, or the document may be closed: it is still the one that is meant.
 */
export class WorkedDocument implements vscode.Disposable {
  readonly #places: FollowedPlaces;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  #uri: vscode.Uri | null = null;
  readonly #listeners: vscode.Disposable;

  constructor(places: FollowedPlaces) {
    this.#places = places;
    this.#listeners = vscode.Disposable.from(
      this.#changed,
      vscode.window.onDidChangeActiveTextEditor(() => {
        this.#look();
      }),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
        if (textEditor === vscode.window.activeTextEditor) {
          this.#look();
        }
      }),
      vscode.window.tabGroups.onDidChangeTabs(() => {
        this.#look();
      }),
    );
    this.#look();
  }

  get(): vscode.Uri | null {
    return this.#uri;
  }

  /** Where the cursor stands while the document is open; null where nobody knows, as in a custom editor. */
  cursor(): Range | null {
    return this.#places.get(cursorKey);
  }

  dispose(): void {
    this.#listeners.dispose();
    this.#places.forget(cursorKey);
  }

  #look(): void {
    const editor = vscode.window.activeTextEditor;
    if (editor !== undefined) {
      // Outputs and the like are no documents that a picture could go into.
      if (
        vscode.workspace.fs.isWritableFileSystem(editor.document.uri.scheme) === true ||
        editor.document.isUntitled
      ) {
        const offset = editor.document.offsetAt(editor.selection.active);
        this.#places.follow(cursorKey, editor.document.uri.toString(), { start: offset, end: offset });
        this.#set(editor.document.uri);
      }
      return;
    }
    const input: unknown = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    if (input instanceof vscode.TabInputCustom && isTextDocument(input.uri)) {
      this.#places.forget(cursorKey);
      this.#set(input.uri);
    }
  }

  #set(uri: vscode.Uri): void {
    if (this.#uri?.toString() !== uri.toString()) {
      this.#uri = uri;
      this.#changed.fire();
    }
  }
}

/** A custom editor may show a text document, as the Markdown editor does, or a picture, which has no text. */
function isTextDocument(uri: vscode.Uri): boolean {
  return vscode.workspace.textDocuments.some((document) => document.uri.toString() === uri.toString());
}
