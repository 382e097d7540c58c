import * as vscode from 'vscode';
import { estimate } from '../../models/price.ts';
import { newSeed } from '../../models/seed.ts';
import type { Orders } from '../../orders/orders.ts';
import type { GenerationRecord } from '../../records/generationRecord.ts';
import { ensureReady } from '../ensureReady.ts';
import type { Services } from '../services.ts';
import { shortened } from '../words/message.ts';
import { aboutDollars } from '../words/money.ts';
import { workspaceKey } from '../workspaceKey.ts';
import type { Generate } from './generate.ts';

/** One generation once more: with a new seed, exactly as it was, or with changes. The pictures are in the gallery. */
export class GenerateAgain {
  readonly #services: Services;
  readonly #orders: Orders;
  readonly #generate: Generate;

  constructor(services: Services, orders: Orders, generate: Generate) {
    this.#services = services;
    this.#orders = orders;
    this.#generate = generate;
  }

  async execute(id: string): Promise<void> {
    const record = this.#services.book.get(id);
    if (record === null) {
      return;
    }
    const { request } = record;
    const apiBaseUrl = new URL(record.apiBaseUrl);
    const price = aboutDollars(
      estimate(await this.#services.prices.get(apiBaseUrl, request.model), [request]),
    );
    const chosen = await vscode.window.showQuickPick(
      [
        { does: 'newSeed', label: `$(sparkle) ${vscode.l10n.t('With a New Seed')}`, detail: price ?? '' },
        {
          does: 'same',
          label: `$(refresh) ${vscode.l10n.t('With the Same Request')}`,
          detail: [vscode.l10n.t('seed {0}', request.seed), price].filter(Boolean).join(' · '),
        },
        { does: 'changes', label: `$(edit) ${vscode.l10n.t('With Changes…')}` },
      ] as const,
      { title: vscode.l10n.t('Generate Again: {0}', shortened(record.altText)) },
    );
    switch (chosen?.does) {
      case undefined:
        return;
      case 'changes':
        return this.#generate.withChanges(record);
      case 'newSeed':
        return this.#place(record, newSeed(Math.random));
      case 'same':
        return this.#place(record, request.seed);
    }
  }

  async #place(record: GenerationRecord, seed: number): Promise<void> {
    const { apiBaseUrl, altText, request, delivery } = record;
    const intended = { apiBaseUrl: new URL(apiBaseUrl), prompts: [altText], numImages: request.numImages };
    if (await ensureReady(this.#services, intended)) {
      await this.#orders.place([
        {
          apiBaseUrl,
          workspace: workspaceKey(),
          altText,
          request: { ...request, seed },
          delivery: { kind: 'show', document: delivery.document },
        },
      ]);
    }
  }
}
