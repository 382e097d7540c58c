import * as vscode from 'vscode';
import type { PictureDetails } from '../../images/pictureDetails.ts';
import type { ImageRequest } from '../../models/imageRequest.ts';
import { estimate } from '../../models/price.ts';
import { newSeed } from '../../models/seed.ts';
import type { OutputFormat } from '../../models/zImageTurbo.ts';
import type { Orders } from '../../orders/orders.ts';
import type { GenerationRecord } from '../../records/generationRecord.ts';
import { draftOf, showing, type RunOptions } from '../drafts.ts';
import { ensureReady } from '../ensureReady.ts';
import type { PictureFile } from '../pictureFiles.ts';
import { requestFromFile, withoutStyle } from '../requestFromFile.ts';
import type { Services } from '../services.ts';
import { readSettings } from '../settings.ts';
import type { GalleryView } from '../telling.ts';
import { shortened } from '../words/message.ts';
import { aboutDollars } from '../words/money.ts';
import { workspaceKey } from '../workspaceKey.ts';
import type { Generate } from './generate.ts';

/** What is to be generated once more. */
interface Again {
  readonly apiBaseUrl: URL;
  readonly altText: string;
  readonly request: Omit<ImageRequest, 'seed'>;
  /** Null where it is not known. */
  readonly seed: number | null;
  /** With that seed it is the very same request. */
  readonly isSame: boolean;
  readonly document: string | null;
  /** The URI of the file that the new picture may take the place of, when the person says so; null for none. */
  readonly replaces: string | null;
  /** Whose settings hold. */
  readonly scope: vscode.Uri | null;
}

/** One generation once more: with a new seed, exactly as it was, or with changes. The pictures are in the gallery. */
export class GenerateAgain {
  readonly #services: Services;
  readonly #orders: Orders;
  readonly #generate: Generate;
  readonly #gallery: GalleryView;

  constructor(services: Services, orders: Orders, generate: Generate, gallery: GalleryView) {
    this.#services = services;
    this.#orders = orders;
    this.#generate = generate;
    this.#gallery = gallery;
  }

  /** In another format than it was where one is named. */
  async execute(id: string, outputFormat: OutputFormat | null = null): Promise<void> {
    const record = this.#services.book.get(id);
    if (record !== null) {
      const { apiBaseUrl, altText, request, delivery } = record;
      const { document } = delivery;
      const address = new URL(apiBaseUrl);
      await this.#offer({
        apiBaseUrl: address,
        altText,
        request: { ...request, outputFormat: outputFormat ?? request.outputFormat },
        seed: request.seed,
        isSame: outputFormat === null,
        document,
        replaces: null,
        scope: null,
      });
    }
  }

  /** What a generation was made with, for another prompt. */
  async useSettings(id: string): Promise<void> {
    const record = this.#services.book.get(id);
    if (record !== null) {
      await this.#generate.withSettings(optionsOf(record.request));
    }
  }

  /** From what a picture's file tells, whoever wrote it; where it tells no prompt, one is asked for. */
  async fromFile({ uri, details }: PictureFile): Promise<void> {
    await this.#fromDetails(details, { document: null, replaces: null, scope: uri });
  }

  /** For the place of a file that a document links. Of a prompt that the file does not tell, the record knows. */
  async inPlace(
    { uri, details }: PictureFile,
    record: GenerationRecord | null,
    document: string | null,
  ): Promise<void> {
    const prompt = details.prompt ?? record?.request.prompt ?? null;
    const known = { ...details, prompt, seed: details.seed ?? record?.request.seed ?? null };
    await this.#fromDetails(known, { document, replaces: uri.toString(), scope: uri });
  }

  async #fromDetails(
    details: PictureDetails,
    { document, replaces, scope }: Pick<Again, 'document' | 'replaces'> & { readonly scope: vscode.Uri },
  ): Promise<void> {
    const settings = readSettings(scope);
    const found = requestFromFile(details, settings);
    const { prompt } = found;
    // One place has one picture.
    const options = replaces === null ? found.options : { ...found.options, numImages: 1 };
    const isSame = found.isSame && options.numImages === found.options.numImages;
    if (prompt === null) {
      return this.#generate.withChanges({ prompt: '', options }, { document, replaces }, scope);
    }
    const { apiBaseUrl } = settings;
    const altText = withoutStyle(prompt, settings.promptStyle);
    const delivery = { kind: 'show', document } as const;
    // The prompt has its style already.
    const { request } = draftOf(prompt, options, { apiBaseUrl, promptStyle: '' }, delivery);
    await this.#offer({
      apiBaseUrl,
      altText,
      request,
      seed: options.seed,
      isSame,
      document,
      replaces,
      scope,
    });
  }

  async #offer(again: Again): Promise<void> {
    const { apiBaseUrl, altText, request, seed, isSame, document, replaces, scope } = again;
    const price = aboutDollars(
      estimate(await this.#services.prices.get(apiBaseUrl, request.model), [request]),
    );
    const withSeed = isSame ? vscode.l10n.t('With the Same Request') : vscode.l10n.t('With the Same Seed');
    const chosen = await vscode.window.showQuickPick(
      [
        {
          does: 'newSeed',
          label: `$(sparkle) ${vscode.l10n.t('With a New Seed')}`,
          detail: price ?? '',
        } as const,
        ...(seed === null
          ? []
          : [
              {
                does: 'same',
                seed,
                label: `$(refresh) ${withSeed}`,
                detail: [vscode.l10n.t('seed {0}', seed), price].filter(Boolean).join(' · '),
              } as const,
            ]),
        { does: 'changes', label: `$(edit) ${vscode.l10n.t('With Changes…')}` } as const,
        // One place has one picture.
        ...(replaces === null
          ? [{ does: 'variations', label: `$(table) ${vscode.l10n.t('Variations…')}` } as const]
          : []),
      ],
      { title: vscode.l10n.t('Generate Again: {0}', shortened(altText)) },
    );
    switch (chosen?.does) {
      case undefined:
        return;
      case 'changes': {
        const run = { prompt: altText, options: optionsOf({ ...request, seed }) };
        return this.#generate.withChanges(run, { document, replaces }, scope);
      }
      case 'variations': {
        // With its own seed, the picture that there is would be paid for once more.
        const run = { prompt: altText, options: optionsOf({ ...request, seed: null }) };
        return this.#generate.withVariations(run, document, scope);
      }
      case 'newSeed':
        return this.#place(again, newSeed(Math.random));
      case 'same':
        return this.#place(again, chosen.seed);
    }
  }

  async #place({ apiBaseUrl, altText, request, document, replaces }: Again, seed: number): Promise<void> {
    const intended = { apiBaseUrl, prompts: [request.prompt], numImages: request.numImages };
    if (await ensureReady(this.#services, intended)) {
      if (!this.#gallery.isVisible) {
        await this.#gallery.show();
      }
      await this.#orders.place([
        {
          apiBaseUrl: apiBaseUrl.href,
          workspace: workspaceKey(),
          altText,
          request: { ...request, seed },
          delivery: showing(document, replaces),
        },
      ]);
    }
  }
}

function optionsOf({ imageSize, numInferenceSteps, seed, numImages, outputFormat }: RunOptions): RunOptions {
  return { imageSize, numInferenceSteps, seed, numImages, outputFormat };
}
