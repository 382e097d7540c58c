import { basename } from 'node:path/posix';
import * as vscode from 'vscode';
import type { Draft } from '../../generation/intendOrder.ts';
import { OrderGuard } from '../../generation/orderGuard.ts';
import { estimate } from '../../models/price.ts';
import { modelId } from '../../models/zImageTurbo.ts';
import type { Orders } from '../../orders/orders.ts';
import { ensureReady } from '../ensureReady.ts';
import { documentsIn } from '../missing/documentsIn.ts';
import { draftFor, missingInAll, type Orderable } from '../missing/missingOrder.ts';
import { pickMissing } from '../missing/missingPick.ts';
import { openedDocument } from '../pictureActions.ts';
import type { Services } from '../services.ts';
import { readSetting } from '../settings.ts';
import { show } from '../words/message.ts';
import * as words from '../words/missing.ts';
import { aboutDollars } from '../words/money.ts';

/** From links whose files are missing to the files: each alternative text is an order. */
export class GenerateMissing {
  readonly #services: Services;
  readonly #orders: Orders;
  readonly #guard = new OrderGuard(() => Date.now());

  constructor(services: Services, orders: Orders) {
    this.#services = services;
    this.#orders = orders;
  }

  /** In the document in front; in files that were chosen in the Explorer; or the one picture that begins at an offset. */
  async inDocuments(args: readonly unknown[]): Promise<void> {
    const [first, second] = args;
    const chosen = urisOf(args);
    const uris = chosen.length > 0 ? chosen : [documentInFront()].filter((uri) => uri !== null);
    const only = first instanceof vscode.Uri && typeof second === 'number' ? second : null;
    await this.#once([uris.map(String), only], async (placed) => {
      const documents = (await Promise.all(uris.map((uri) => openedDocument(uri.toString())))).filter(
        (document) => document !== null,
      );
      if (documents.length === 0) {
        await show(words.noDocument());
        return;
      }
      await (only === null ? this.#choose(documents, placed) : this.#one(documents, only, placed));
    });
  }

  /** In the folders that were chosen in the Explorer, or in the whole workspace. */
  async inFolders(args: readonly unknown[]): Promise<void> {
    const chosen = urisOf(args);
    const workspace = vscode.workspace.workspaceFolders?.map(({ uri }) => uri) ?? [];
    const folders = chosen.length > 0 ? chosen : workspace;
    await this.#once(folders.map(String), async (placed) => {
      const documents = await documentsIn(folders);
      if (documents !== null) {
        await this.#choose(documents, placed);
      }
    });
  }

  async #once(key: unknown, work: (placed: () => void) => Promise<void>): Promise<void> {
    const placed = this.#guard.begin(JSON.stringify(key));
    if (placed === null) {
      return;
    }
    try {
      await work(placed);
    } finally {
      placed();
    }
  }

  async #one(documents: readonly vscode.TextDocument[], start: number, placed: () => void): Promise<void> {
    const all = await missingInAll(documents, this.#services);
    const meant = all.filter(({ picture, obstacle }) => picture.whole.start === start && obstacle === null);
    await this.#order(documents, meant, placed);
  }

  async #choose(documents: readonly vscode.TextDocument[], placed: () => void): Promise<void> {
    const all = await missingInAll(documents, this.#services);
    if (all.length === 0) {
      const [only, another] = documents;
      const name = only === undefined || another !== undefined ? null : basename(only.uri.path);
      await show(words.nothingMissing(name));
      return;
    }
    const { prices } = this.#services;
    const apiBaseUrl = readSetting('apiBaseUrl', null);
    const chosen = await pickMissing(all, {
      priceOf: (count) =>
        aboutDollars(
          estimate(
            prices.known(apiBaseUrl, modelId),
            Array.from({ length: count }, () => ({ numImages: 1 })),
          ),
        ),
      more: prices.get(apiBaseUrl, modelId),
    });
    if (chosen !== null && chosen.length > 0) {
      await this.#order(documents, chosen, placed);
    }
  }

  /** Orders what is still missing of what was chosen: a file may have come, or text have moved, while it was asked. */
  async #order(
    documents: readonly vscode.TextDocument[],
    chosen: readonly Orderable[],
    placed: () => void,
  ): Promise<void> {
    const prompts = chosen.map(({ picture }) => picture.altText);
    const apiBaseUrl = readSetting('apiBaseUrl', null);
    const intended = { apiBaseUrl, prompts, numImages: 1, isConfirmed: true };
    if (chosen.length > 0 && !(await ensureReady(this.#services, intended))) {
      return;
    }
    const keys = new Set(chosen.map(({ key }) => key));
    const still = (await missingInAll(documents, this.#services)).filter(
      ({ key, obstacle }) => keys.has(key) && obstacle === null,
    );
    const drafts = still.map(draftFor).filter((draft): draft is Draft => draft !== null);
    if (drafts.length === 0) {
      await show(words.noLongerMissing());
      return;
    }
    await this.#orders.place(drafts, placed);
  }
}

/** What was chosen in the Explorer: the one that was clicked on, or all that were selected with it. */
function urisOf([first, second]: readonly unknown[]): vscode.Uri[] {
  const several: readonly unknown[] = Array.isArray(second) ? second : [];
  const all = several.filter((each) => each instanceof vscode.Uri);
  return all.length > 0 ? all : first instanceof vscode.Uri ? [first] : [];
}

/** Of a text editor, or of a custom one, as the editor's own for Markdown is. */
function documentInFront(): vscode.Uri | null {
  const input: unknown = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  const custom = input instanceof vscode.TabInputCustom ? input.uri : null;
  return vscode.window.activeTextEditor?.document.uri ?? custom;
}
