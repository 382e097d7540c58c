import * as vscode from 'vscode';
import { OrderGuard } from '../../generation/orderGuard.ts';
import type { Orders } from '../../orders/orders.ts';
import { askAtCursor } from '../askAtCursor.ts';
import { draftOf } from '../drafts.ts';
import { ensureReady } from '../ensureReady.ts';
import { orderKey } from '../orderKey.ts';
import { readSelections } from '../selectedTexts.ts';
import type { Services } from '../services.ts';
import { readSettings } from '../settings.ts';
import type { GalleryView } from '../telling.ts';

/** The selection is the prompt; the pictures are in the gallery, which opens beside. */
export class GenerateFromSelection {
  readonly #services: Services;
  readonly #orders: Orders;
  readonly #gallery: GalleryView;
  readonly #guard = new OrderGuard(() => Date.now());

  constructor(services: Services, orders: Orders, gallery: GalleryView) {
    this.#services = services;
    this.#orders = orders;
    this.#gallery = gallery;
  }

  async execute(): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    const key = orderKey(editor);
    const title = vscode.l10n.t('Generate Image');
    const texts = await readSelections(editor, (asked) =>
      askAtCursor(asked, this.#services, { title, numImages: null }),
    );
    // A message that stands unread must not keep the command from being run again.
    const placed = texts === null ? null : this.#guard.begin(key);
    if (editor === undefined || texts === null || placed === null) {
      return;
    }
    try {
      const settings = readSettings(editor.document);
      const { apiBaseUrl, numImages } = settings;
      const prompts = texts.map(({ prompt }) => prompt);
      if (!(await ensureReady(this.#services, { apiBaseUrl, prompts, numImages }))) {
        return;
      }
      const document = editor.document.isUntitled ? null : editor.document.uri.toString();
      const drafts = prompts.map((prompt) => draftOf(prompt, settings, settings, { kind: 'show', document }));
      await this.#gallery.show();
      await this.#orders.place(drafts, placed);
    } finally {
      placed();
    }
  }
}
