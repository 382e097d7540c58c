import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Range } from '../../../src/documents/keptPlace.ts';
import { aimed, apart, changesText, type EditStep } from '../../support/editSteps.ts';
import { EditedText } from '../../support/editedText.ts';
import type { Rewriting } from '../../support/letteredText.ts';

/** A document of the editor, and the model of it, edited by a person in front or by a program in the background. */
export class EditedDocument {
  readonly model: EditedText;
  readonly #document: vscode.TextDocument;
  readonly #front: vscode.TextDocument | null;

  /** What is in front of it; null where the document itself is. */
  constructor(document: vscode.TextDocument, front: vscode.TextDocument | null) {
    this.model = new EditedText(document.getText());
    this.#document = document;
    this.#front = front;
  }

  get text(): string {
    return this.#document.getText();
  }

  async do(step: EditStep): Promise<void> {
    const { model } = this;
    const { names } = model;
    const at = (place: number): Range | null => model.place(names[place % names.length] ?? '');
    switch (step.does) {
      case 'edit':
        await this.#write(apart(step.aims.map((aim) => aimed(aim, model.text, at(aim.place)))));
        break;
      case 'type':
        await this.#type(aimed(step.aim, model.text, at(step.aim.place)).offset, step.keys);
        break;
      case 'undo':
      case 'redo':
        if (step.does === 'undo' ? model.canUndo : model.canRedo) {
          await this.step(step.does);
        }
        break;
      case 'format': {
        const { text } = model;
        const formatted = text.replaceAll(/(?:\r?\n){2,}/g, '$&$&');
        await this.#write([{ offset: 0, removed: text.length, text: formatted }]);
        break;
      }
      case 'convert':
      case 'reopen':
      case 'changeUnseen':
      case 'deliver':
        return;
    }
    this.check(JSON.stringify(step));
  }

  /** The editor's own Undo and Redo, for which a document has to be in front. */
  async step(command: 'undo' | 'redo'): Promise<void> {
    await vscode.window.showTextDocument(this.#document);
    await vscode.commands.executeCommand(command);
    this.model[command]();
    if (this.#front !== null) {
      await vscode.window.showTextDocument(this.#front);
    }
  }

  check(what: string): void {
    assert.equal(this.text, this.model.text, what);
  }

  async #write(all: readonly Rewriting[]): Promise<void> {
    const { text } = this.model;
    const rewritings = all.filter(
      ({ offset, removed, text: written }) => text.slice(offset, offset + removed) !== written,
    );
    if (!changesText(text, rewritings)) {
      return;
    }
    const edit = new vscode.WorkspaceEdit();
    for (const { offset, removed, text: written } of rewritings) {
      edit.replace(this.#document.uri, this.#range(offset, offset + removed), written);
    }
    assert(await vscode.workspace.applyEdit(edit));
    this.model.edit(rewritings);
  }

  async #type(offset: number, keys: string): Promise<void> {
    const editor = await vscode.window.showTextDocument(this.#document);
    // A cursor that was elsewhere begins a new step of Undo.
    const away = this.#range(offset === 0 ? this.text.length : 0, offset === 0 ? this.text.length : 0);
    for (const { start } of [away, this.#range(offset, offset)]) {
      editor.selection = new vscode.Selection(start, start);
      await vscode.commands.executeCommand('cancelSelection');
    }
    for (const [at, key] of Array.from(keys).entries()) {
      await vscode.commands.executeCommand('type', { text: key });
      this.model.type(offset + at, key, at > 0);
    }
    if (this.#front !== null) {
      await vscode.window.showTextDocument(this.#front);
    }
  }

  #range(start: number, end: number): vscode.Range {
    return new vscode.Range(this.#document.positionAt(start), this.#document.positionAt(end));
  }
}
