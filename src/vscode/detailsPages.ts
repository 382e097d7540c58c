import * as vscode from 'vscode';

/** The addresses of details: they name the picture's file, so that a tab is shown again after a restart. */
export const detailsScheme = 'zimage-details';

/** Read-only pages with what pictures' files tell. Small: it is there from the start, and what reads files is not. */
export class DetailsPages implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #read: (page: vscode.Uri) => Promise<string>;
  readonly onDidChange = this.#changed.event;

  constructor(read: (page: vscode.Uri) => Promise<string>) {
    this.#read = read;
  }

  provideTextDocumentContent(page: vscode.Uri): Promise<string> {
    return this.#read(page);
  }

  /** The file may be another by now. */
  refresh(page: vscode.Uri): void {
    this.#changed.fire(page);
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
