import * as vscode from 'vscode';
import { OrderGuard } from '../../generation/orderGuard.ts';
import { estimate } from '../../models/price.ts';
import { variationsOf, type Variations } from '../../models/variations.ts';
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
import { pickVariations } from '../variationsPick.ts';
import { aboutDollars } from '../words/money.ts';
import { runSummary } from '../words/options.ts';

interface Run {
  readonly prompt: string;
  readonly options: RunOptions;
}

/** What the person has decided on: one request, or several that vary it. */
interface Wish extends Run {
  readonly variations: Variations | null;
}

/** Where a picture is for. */
interface Purpose {
  readonly document: string | null;
  /** The URI of the file that it may take the place of; null for none. */
  readonly replaces: string | null;
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
    const editor = this.#editor();
    await this.#fromEditor(editor, readSettings(editor?.document ?? null));
  }

  /** For what is selected, or another prompt, with the settings of a picture that there is. */
  async withSettings(options: RunOptions): Promise<void> {
    await this.#fromEditor(this.#editor(), options);
  }

  /** The same again, to be changed before it is ordered. */
  async withChanges(proposed: Run, { document, replaces }: Purpose, scope: vscode.Uri | null): Promise<void> {
    await this.#askAndPlace(
      { ...proposed, fromDocument: [] },
      readSettings(scope),
      showing(document, replaces),
    );
  }

  /** Several of the same prompt, each with other settings. */
  async withVariations(run: Run, document: string | null, scope: vscode.Uri | null): Promise<void> {
    const settings = readSettings(scope);
    const variations = await this.#askVariations(run.options, settings);
    if (variations !== null) {
      await this.#place({ ...run, variations }, settings, showing(document, null));
    }
  }

  /** The one that the person works in, also while the gallery has the focus. */
  #editor(): vscode.TextEditor | undefined {
    const { activeTextEditor, visibleTextEditors } = vscode.window;
    const worked = this.#services.worked.get()?.toString();
    return activeTextEditor ?? visibleTextEditors.find(({ document }) => document.uri.toString() === worked);
  }

  async #fromEditor(editor: vscode.TextEditor | undefined, options: RunOptions): Promise<void> {
    const document =
      editor === undefined || editor.document.isUntitled ? null : editor.document.uri.toString();
    const settings = readSettings(editor?.document ?? null);
    const { prompt, fromDocument } = proposalFrom(editor);
    await this.#askAndPlace({ prompt, options, fromDocument }, settings, showing(document, null));
  }

  async #askAndPlace(proposed: Run & Proposal, settings: Settings, delivery: Delivery): Promise<void> {
    const wish = await this.#ask(proposed, settings);
    if (wish !== null) {
      await this.#place(wish, settings, delivery);
    }
  }

  async #place(wish: Wish, settings: Settings, delivery: Delivery): Promise<void> {
    const placed = this.#guard.begin(JSON.stringify(wish));
    if (placed === null) {
      return;
    }
    try {
      const { prompt, options, variations } = wish;
      const { apiBaseUrl } = settings;
      const { numImages } = options;
      // What is varied was chosen with the number of all of it in sight, and its price: nothing more is asked.
      if (await ensureReady(this.#services, { apiBaseUrl, prompts: [prompt], numImages })) {
        if (variations === null) {
          await storeLastOptions(this.#services.context, options);
        }
        await this.#gallery.show();
        const each = variations === null ? [options] : varied(options, variations);
        const drafts = each.map((choices) => draftOf(prompt, choices, settings, delivery));
        await this.#orders.place(drafts, placed, ([record]) => {
          if (drafts.length > 1 && record !== undefined) {
            this.#gallery.showVariations(record.order.id);
          }
        });
      }
    } finally {
      placed();
    }
  }

  /** Null when the person does not want to. */
  async #ask(proposed: Run & Proposal, settings: Settings): Promise<Wish | null> {
    const { apiBaseUrl } = settings;
    const { prices, book, context } = this.#services;
    const priceOf = (choices: RunOptions): string | null => this.#priceOf([choices], settings);
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
      switch (picked?.next) {
        case undefined:
          return null;
        case 'generate':
          return { prompt: picked.prompt, options, variations: null };
        case 'options': {
          const tools = { last: lastOptions(context), priceOf, remember: rememberInWorkspace() };
          const chosen = await pickOptions(options, tools);
          if (chosen !== null) {
            return { prompt: picked.prompt, options: chosen, variations: null };
          }
          break;
        }
        case 'variations': {
          const variations = await this.#askVariations(options, settings);
          if (variations !== null) {
            return { prompt: picked.prompt, options, variations };
          }
        }
      }
      prompt = picked.prompt;
    }
  }

  async #askVariations(options: RunOptions, settings: Settings): Promise<Variations | null> {
    await this.#services.prices.get(settings.apiBaseUrl, modelId);
    return pickVariations(options, (variations) => this.#priceOf(varied(options, variations), settings));
  }

  #priceOf(runs: readonly RunOptions[], { apiBaseUrl }: Settings): string | null {
    return aboutDollars(estimate(this.#services.prices.known(apiBaseUrl, modelId), runs));
  }
}

/** One picture of each: several of one request have no seed that anybody knows. */
function varied(options: RunOptions, variations: Variations): RunOptions[] {
  return variationsOf(variations, options.seed, Math.random).map((variation) => ({
    ...options,
    ...variation,
    numImages: 1,
  }));
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
