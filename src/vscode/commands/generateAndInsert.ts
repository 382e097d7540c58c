import * as vscode from 'vscode';
import { shownFormat } from '../../documents/documentLanguage.ts';
import { remember } from '../../documents/keptPlace.ts';
import type { Draft } from '../../generation/intendOrder.ts';
import { OrderGuard } from '../../generation/orderGuard.ts';
import type { Orders } from '../../orders/orders.ts';
import { askAtCursor } from '../askAtCursor.ts';
import { kindOf } from '../documentKind.ts';
import { draftOf } from '../drafts.ts';
import { ensureReady } from '../ensureReady.ts';
import { orderKey } from '../orderKey.ts';
import { readSelections, type SelectedText } from '../selectedTexts.ts';
import type { Services } from '../services.ts';
import { readSettings } from '../settings.ts';
import { targetFor } from '../targetFolder.ts';

/** From selections to linked pictures, without the gallery: one picture for each selection. */
export class GenerateAndInsert {
  readonly #services: Services;
  readonly #orders: Orders;
  readonly #guard = new OrderGuard(() => Date.now());

  constructor(services: Services, orders: Orders) {
    this.#services = services;
    this.#orders = orders;
  }

  async execute(): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    const key = orderKey(editor);
    const title = vscode.l10n.t('Generate Image and Insert');
    const texts = await readSelections(editor, (asked) =>
      askAtCursor(asked, this.#services, { title, numImages: 1 }),
    );
    // A message that stands unread must not keep the command from being run again.
    const placed = texts === null ? null : this.#guard.begin(key);
    if (editor === undefined || texts === null || placed === null) {
      return;
    }
    try {
      const drafts = await this.#prepare(editor, texts);
      if (drafts !== null) {
        await this.#orders.place(drafts, placed);
      }
    } finally {
      placed();
    }
  }

  /** Null where nothing is to be ordered, which was told. */
  async #prepare(editor: vscode.TextEditor, texts: readonly SelectedText[]): Promise<Draft[] | null> {
    const { document } = editor;
    const { places } = this.#services;
    // While the person is asked, the texts may move.
    const asked = texts.map((text, at) => ({ text, key: `asking ${orderKey(editor)} ${at}` }));
    for (const { text, key } of asked) {
      places.follow(key, document.uri.toString(), text);
    }
    try {
      const settings = readSettings(document);
      const { apiBaseUrl, insertPosition, embedPrompt } = settings;
      const target = await targetFor(document, settings);
      const prompts = texts.map(({ prompt }) => prompt);
      if (target === null || !(await ensureReady(this.#services, { apiBaseUrl, prompts, numImages: 1 }))) {
        return null;
      }
      const outputFormat = shownFormat(kindOf(document), settings.outputFormat);
      return asked.map(({ text, key }) =>
        draftOf(text.prompt, { ...settings, outputFormat, numImages: 1 }, settings, {
          kind: 'insert',
          document: document.uri.toString(),
          base: target.base,
          place: remember(document.getText(), places.get(key) ?? text),
          position: text.isSelected ? insertPosition : 'after',
          folder: target.folder,
          fileName: target.fileName,
          embedPrompt,
          progress: { step: 'pending' },
        }),
      );
    } finally {
      for (const { key } of asked) {
        places.forget(key);
      }
    }
  }
}
