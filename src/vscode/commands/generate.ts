import * as vscode from 'vscode';
import { OrderGuard } from '../../generation/orderGuard.ts';
import { estimate } from '../../models/price.ts';
import { modelId } from '../../models/zImageTurbo.ts';
import type { Orders } from '../../orders/orders.ts';
import { selectionPrompt } from '../../prompt/selectionPrompt.ts';
import type { Delivery } from '../../records/generationRecord.ts';
import { draftOf, showing, type RunOptions } from '../drafts.ts';
import { ensureReady } from '../ensureReady.ts';
import { lastOptions, rememberInWorkspace, storeLastOptions } from '../lastOptions.ts';
import { pickOptions } from '../optionsPick.ts';
import { pickPrompt, type PromptChoice } from '../promptPick.ts';
import { recentPrompts } from '../recentPrompts.ts';
import type { Services } from '../services.ts';
import { readSettings, type Settings } from '../settings.ts';
import type { GalleryView } from '../telling.ts';
import { textAtCursor } from '../textAtCursor.ts';
import { aboutDollars } from '../words/money.ts';
import { runSummary } from '../words/options.ts';

interface Run {
  readonly prompt: string;
  readonly options: RunOptions;
}

interface Proposal {
  readonly prompt: string;
  readonly fromDocument: readonly PromptChoice[];
}

/** Asks for a prompt and the choices of this run; the pictures are in the gallery. */
export class Generate {
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
    const scope = editor?.document ?? null;
    const document =
      editor === undefined || editor.document.isUntitled ? null : editor.document.uri.toString();
    const settings = readSettings(scope);
    const { prompt, fromDocument } = proposalFrom(editor);
    await this.#askAndPlace({ prompt, options: settings, fromDocument }, settings, showing(document, null));
  }

  /** The same again, to be changed before it is ordered. */
  async withChanges(
    proposed: Run,
    { document, replaces }: { readonly document: string | null; readonly replaces: string | null },
    scope: vscode.Uri | null,
  ): Promise<void> {
    await this.#askAndPlace(
      { ...proposed, fromDocument: [] },
      readSettings(scope),
      showing(document, replaces),
    );
  }

  async #askAndPlace(proposed: Run & Proposal, settings: Settings, delivery: Delivery): Promise<void> {
    const run = await this.#ask(proposed, settings);
    const placed = run === null ? null : this.#guard.begin(JSON.stringify(run));
    if (run === null || placed === null) {
      return;
    }
    try {
      const { prompt, options } = run;
      const intended = { apiBaseUrl: settings.apiBaseUrl, prompts: [prompt], numImages: options.numImages };
      if (await ensureReady(this.#services, intended)) {
        await storeLastOptions(this.#services.context, options);
        await this.#gallery.show();
        await this.#orders.place([draftOf(prompt, options, settings, delivery)], placed);
      }
    } finally {
      placed();
    }
  }

  /** Null when the person does not want to. */
  async #ask(proposed: Run & Proposal, { apiBaseUrl }: Settings): Promise<Run | null> {
    const { prices, book, context } = this.#services;
    const priceOf = (choices: RunOptions): string | null =>
      aboutDollars(estimate(prices.known(apiBaseUrl, modelId), [choices]));
    const more = Promise.all([prices.get(apiBaseUrl, modelId), book.load()]);
    const { options, fromDocument } = proposed;
    let { prompt } = proposed;
    for (;;) {
      const picked = await pickPrompt({
        title: vscode.l10n.t('Generate Image'),
        proposal: prompt,
        fromDocument,
        hasOptions: true,
        known: () => ({
          recent: recentPrompts(book),
          summary: runSummary(options, priceOf(options)),
        }),
        more,
      });
      if (picked === null || picked.next === 'generate') {
        return picked === null ? null : { prompt: picked.prompt, options };
      }
      prompt = picked.prompt;
      const chosen = await pickOptions(options, {
        last: lastOptions(context),
        priceOf,
        remember: rememberInWorkspace(),
      });
      if (chosen !== null) {
        return { prompt, options: chosen };
      }
    }
  }
}

/** The selection, else what the cursor means; the rest of that is there to be chosen. */
function proposalFrom(editor: vscode.TextEditor | undefined): Proposal {
  if (editor === undefined) {
    return { prompt: '', fromDocument: [] };
  }
  const { document, selection } = editor;
  const { nearest, choices } = textAtCursor(editor);
  if (selection.isEmpty) {
    return { prompt: nearest?.prompt ?? '', fromDocument: choices };
  }
  const read = selectionPrompt(document.getText(selection), document.languageId);
  return { prompt: read.outcome === 'prompt' ? read.prompt : '', fromDocument: choices };
}
