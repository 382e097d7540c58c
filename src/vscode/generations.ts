import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { Inserted } from '../delivery/insertPictures.ts';
import { findPlace } from '../documents/keptPlace.ts';
import { runGeneration, type RunTools } from '../generation/generationRun.ts';
import type { RunOutcome } from '../generation/outcome.ts';
import type { ImageRequest } from '../models/imageRequest.ts';
import type { Claim } from '../records/claims.ts';
import { recordVersion, type GenerationRecord, type Insertion } from '../records/generationRecord.ts';
import { deliver } from './deliver.ts';
import { OrderProgress } from './orderProgress.ts';
import type { Services } from './services.ts';
import { tellOutcomes } from './tellOutcomes.ts';
import { workspaceKey } from './workspaceKey.ts';

/** What a person orders: one request, and what is to be done with its picture. */
export interface Draft {
  readonly apiBaseUrl: URL;
  readonly request: ImageRequest;
  readonly delivery: Insertion;
}

/** A generation that this window carries on, with the right to do so. */
export interface Held {
  readonly record: GenerationRecord;
  readonly claim: Claim;
}

/** How one generation of an order ended here. */
export interface Ended {
  readonly held: Held;
  readonly outcome: RunOutcome;
}

/** Carries orders from intent to delivery, in this window and on from where a closed one left them. */
export class Generations {
  readonly #services: Services;
  readonly #suspend = new AbortController();
  readonly #left = new Set<string>();
  readonly #underway = new Set<Promise<unknown>>();

  constructor(services: Services) {
    this.#services = services;
  }

  /** Carries out an order; `onPlaced` is called when all of it is sent, or will not be. */
  async order(drafts: readonly Draft[], onPlaced: () => void = () => undefined): Promise<void> {
    const orderId = randomUUID();
    const held: Held[] = [];
    try {
      for (const [at, draft] of drafts.entries()) {
        held.push(await this.#intend(draft, { id: orderId, index: at + 1, count: drafts.length }));
      }
    } catch (error) {
      this.#services.log.error('A record could not be written, so nothing was sent', error);
      const outcome = { outcome: 'notRecorded', failure: error } as const;
      onPlaced();
      this.#tell(
        held.map((each) => ({ held: each, outcome })),
        [],
      );
      return;
    }
    await this.carryOn(held, onPlaced);
  }

  /** The same order once more: the person asked for it, and it pays again. */
  async orderAgain(held: readonly Held[]): Promise<void> {
    const drafts = held.map(({ record }): Draft => {
      const { request, delivery } = record;
      return {
        apiBaseUrl: new URL(record.apiBaseUrl),
        request,
        delivery: { ...delivery, progress: { step: 'pending' } },
      };
    });
    await this.order(drafts);
  }

  /** Runs and delivers what is held; then tells what cannot be seen, and lets go of it. */
  carryOn(held: readonly Held[], onPlaced: () => void = () => undefined): Promise<void> {
    const carrying = this.#carryOn(held, onPlaced).finally(() => this.#underway.delete(carrying));
    this.#underway.add(carrying);
    return carrying;
  }

  /** The person has seen how it stands and chose nothing: this window asks no more. */
  leaveForNextStart(id: string): void {
    this.#left.add(id);
  }

  /** What stood in the way may be gone. */
  askAgain(): void {
    this.#left.clear();
  }

  isLeft(id: string): boolean {
    return this.#left.has(id);
  }

  /** Brings the pictures of another workspace's order home, silently; they wait for their own window. */
  async fetchOnly(held: Held): Promise<void> {
    const observer = new OrderProgress(
      1,
      () => undefined,
      () => undefined,
    ).observer(0);
    const never = new AbortController().signal;
    try {
      await runGeneration(held.record, this.#tools(held.record), this.#signals(held, never), observer);
    } finally {
      await held.claim.release();
    }
  }

  /** The window closes: what was sent stays as it is on disk, and a request on its way may still be answered. */
  async suspend(): Promise<void> {
    this.#suspend.abort();
    await Promise.allSettled(this.#underway);
  }

  async #intend(draft: Draft, order: GenerationRecord['order']): Promise<Held> {
    const { records, claims, clock } = this.#services;
    const now = new Date(clock.now()).toISOString();
    const record: GenerationRecord = {
      version: recordVersion,
      id: `${now.replaceAll(/[^0-9TZ]/g, '')}-${randomUUID()}`,
      createdAt: now,
      order,
      apiBaseUrl: draft.apiBaseUrl.href,
      request: draft.request,
      state: { step: 'intended' },
      delivery: draft.delivery,
    };
    const claim = await claims.acquire(record.id);
    if (claim === null) {
      throw new Error('a new generation is claimed already');
    }
    await records.write(record);
    this.followPlace(record);
    return { record, claim };
  }

  /** From now on the place of a record moves with the edits of its document, if it can be found there. */
  followPlace({ id, delivery }: GenerationRecord): void {
    const { places, workspace } = this.#services;
    const text = workspace.documentNow(delivery.document)?.text;
    const found = text === undefined ? null : findPlace(text, delivery.place);
    if (found !== null) {
      places.follow(id, delivery.document, found);
    }
  }

  async #carryOn(held: readonly Held[], onPlaced: () => void): Promise<void> {
    const ended: Ended[] = [];
    let inserted: Inserted[] = [];
    const cancel = new AbortController();
    await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title: titleOf(held.length), cancellable: true },
      async (reporter, cancellation) => {
        cancellation.onCancellationRequested(() => {
          cancel.abort();
        });
        const report = (message: string): void => {
          reporter.report({ message });
        };
        const progress = new OrderProgress(held.length, report, onPlaced);
        ended.push(...(await this.#runAll(held, cancel.signal, progress)));
        inserted = await deliver(ended, this.#services);
      },
    );
    this.#tell(ended, inserted);
  }

  /** Not waited for: a message may stand for hours. */
  #tell(ended: readonly Ended[], inserted: readonly Inserted[]): void {
    tellOutcomes(ended, inserted, this.#services, this).catch((error: unknown) => {
      this.#services.log.error('An outcome could not be told', error);
    });
  }

  async #runAll(held: readonly Held[], cancel: AbortSignal, progress: OrderProgress): Promise<Ended[]> {
    return Promise.all(
      held.map(async (each, at): Promise<Ended> => {
        const observer = progress.observer(at);
        const signals = this.#signals(each, cancel);
        const outcome = await runGeneration(each.record, this.#tools(each.record), signals, {
          ...observer,
          onNotWritten: (error) => {
            this.#services.log.error(`The record of ${each.record.id} could not be written`, error);
          },
        });
        progress.ended(at, outcome);
        this.#services.log.info(`${each.record.id}: ${describe(outcome)}`);
        return { held: each, outcome };
      }),
    );
  }

  #tools(record: GenerationRecord): RunTools {
    const { client, records, slots, clock } = this.#services;
    return {
      service: client(new URL(record.apiBaseUrl)),
      journal: records,
      slots,
      clock,
      random: Math.random,
    };
  }

  #signals({ claim }: Held, cancel: AbortSignal): { cancel: AbortSignal; suspend: AbortSignal } {
    return { cancel, suspend: AbortSignal.any([this.#suspend.signal, claim.lost]) };
  }
}

function titleOf(count: number): string {
  return count === 1 ? vscode.l10n.t('Generating image') : vscode.l10n.t('Generating {0} images', count);
}

function describe(outcome: RunOutcome): string {
  switch (outcome.outcome) {
    case 'rejected':
    case 'unknown':
    case 'failed':
    case 'paused':
      return `${outcome.outcome}, ${outcome.failure.kind}: ${outcome.failure.detail}`;
    case 'notRecorded':
      return `not recorded, not sent: ${String(outcome.failure)}`;
    case 'stored':
    case 'cancelled':
    case 'suspended':
      return outcome.outcome;
  }
}

/** Whether a record's delivery is this window's to carry out. */
export function isOfThisWorkspace(record: GenerationRecord): boolean {
  return record.delivery.workspace === workspaceKey();
}
