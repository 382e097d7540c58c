import { basename } from 'node:path/posix';
import * as vscode from 'vscode';
import type { RunOutcome } from '../generation/outcome.ts';
import type { FoundTelling } from '../orders/goOn.ts';
import type { Delivered, Ended, OrderResult } from '../orders/orderResult.ts';
import { isInsertion, type GenerationRecord } from '../records/generationRecord.ts';
import type { GenerateAgainAs } from './afterNotInserted.ts';
import { fillSummary, isFillOrder } from './fillSummary.ts';
import { isVisible } from './isVisible.ts';
import type { JobDesk } from './jobDesk.ts';
import { offerPlace } from './offerPlace.ts';
import type { Services } from './services.ts';
import { insertedUnseen, pictureGone, readyUnseen } from './words/deliveries.ts';
import * as failures from './words/failures.ts';
import { show } from './words/message.ts';

/** What telling needs of the gallery: what can be seen there needs no message. */
export interface GalleryView {
  readonly isVisible: boolean;
  show(): Promise<void>;
  /** The pictures of one order side by side, as a grid of what they vary in. */
  showVariations(order: string): void;
}

/**
 * Tells what cannot be seen in the document or the gallery, one message for each kind of ending, and does what is
 * chosen. What is not decided stays open, and stands in the gallery.
 */
export class Telling implements FoundTelling {
  readonly #services: Services;
  readonly #jobs: JobDesk;
  readonly #gallery: GalleryView;
  readonly #generateAgain: GenerateAgainAs;

  constructor(services: Services, jobs: JobDesk, gallery: GalleryView, generateAgain: GenerateAgainAs) {
    this.#services = services;
    this.#jobs = jobs;
    this.#gallery = gallery;
    this.#generateAgain = generateAgain;
  }

  async tell(result: OrderResult): Promise<void> {
    const { ended, delivered, notRecorded } = result;
    if (isFillOrder(result)) {
      await this.#tellFilled(result);
      return;
    }
    const unseen = ended.filter(({ record }) => isInsertion(record) || !this.#gallery.isVisible);
    const groups = [...Map.groupBy(unseen, ({ outcome }) => kindOf(outcome)).values()];
    await Promise.all([
      notRecorded ? this.#tellNotRecorded() : null,
      ...groups.map((group) => this.tellGroup(group)),
      ...delivered.map((each) => this.#tellDelivery(each)),
    ]);
  }

  /** Its end cannot be seen in the text, so it is told: all of it in one message. */
  async #tellFilled(result: OrderResult): Promise<void> {
    const isNotRecorded = ({ outcome }: Ended): boolean => outcome.outcome === 'notRecorded';
    const summary = fillSummary(result);
    const action = summary === null ? null : await show(summary.message);
    switch (action) {
      case null:
        break;
      case 'showGallery':
        await this.#gallery.show();
        break;
      case 'addCredit':
      case 'setToken':
      case 'tryAgain':
        await this.#jobs.act(action, summary?.failed ?? []);
        break;
    }
    if (result.ended.some(isNotRecorded)) {
      await this.#tellNotRecorded();
    }
  }

  async tellGroup(group: readonly Ended[]): Promise<void> {
    const outcome = group[0]?.outcome;
    const ids = group.map(({ record }) => record.id);
    const prompts = group.map(({ record }) => record.altText);
    switch (outcome?.outcome) {
      case undefined:
      case 'suspended':
      case 'cancelled':
        return;
      case 'stored':
        return this.#tellReady(group.map(({ record }) => record));
      case 'notRecorded':
        return this.#tellNotRecorded();
      case 'rejected':
      case 'failed':
        return this.#offer(failures.endedWithoutPicture(outcome.failure.kind, prompts), ids);
      case 'paused':
        return this.#offer(failures.pausedForNow(outcome.failure.kind, prompts), ids);
      case 'unknown':
        return this.#tellUnknown(failures.outcomeUnknown(outcome.failure.kind, prompts), ids);
    }
  }

  async tellNotSent(records: readonly GenerationRecord[]): Promise<void> {
    await this.#offer(
      failures.notSent(records.map(({ altText }) => altText)),
      records.map(({ id }) => id),
    );
  }

  async #offer(message: Parameters<typeof show<failures.JobStep>>[0], ids: readonly string[]): Promise<void> {
    const action = await show(message);
    if (action !== null) {
      await this.#jobs.act(action, ids);
    }
  }

  /** Having looked at RunComfy, the person still has to choose. */
  async #tellUnknown(
    message: Parameters<typeof show<failures.JobStep>>[0],
    ids: readonly string[],
  ): Promise<void> {
    let action = await show(message);
    while (action === 'openRunComfy') {
      await this.#jobs.act(action, ids);
      action = await show(message);
    }
    if (action !== null) {
      await this.#jobs.act(action, ids);
    }
  }

  async #tellReady(records: readonly GenerationRecord[]): Promise<void> {
    const shown = records.filter((record) => !isInsertion(record)).map(({ altText }) => altText);
    if (shown.length > 0 && (await show(readyUnseen(shown))) === 'showGallery') {
      await this.#gallery.show();
    }
  }

  /** Nothing is sent that cannot be put down first. */
  async #tellNotRecorded(): Promise<void> {
    if ((await show(failures.notRecorded())) === 'showLog') {
      this.#services.log.show();
    }
  }

  async #tellDelivery(delivered: Delivered): Promise<void> {
    switch (delivered.outcome) {
      case 'notInserted':
        return offerPlace(delivered, this.#services, this.#generateAgain);
      case 'pictureGone':
        await show(pictureGone());
        return;
      case 'inserted':
        return this.#tellInserted(delivered.waiting.record.delivery.document);
    }
  }

  async #tellInserted(document: string): Promise<void> {
    if (isVisible(document)) {
      return;
    }
    const uri = vscode.Uri.parse(document);
    if ((await show(insertedUnseen(basename(uri.path)))) === 'show') {
      await vscode.window.showTextDocument(uri);
    }
  }
}

function kindOf(outcome: RunOutcome): string {
  switch (outcome.outcome) {
    case 'rejected':
    case 'failed':
    case 'unknown':
    case 'paused':
      return `${outcome.outcome} ${outcome.failure.kind}`;
    case 'stored':
    case 'cancelled':
    case 'suspended':
    case 'notRecorded':
      return outcome.outcome;
  }
}
