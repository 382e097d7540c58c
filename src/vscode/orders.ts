import * as vscode from 'vscode';
import type { Inserted } from '../delivery/insertPictures.ts';
import { findPlace } from '../documents/keptPlace.ts';
import type { Draft } from '../generation/intendOrder.ts';
import type { RunOutcome } from '../generation/outcome.ts';
import { settleCost } from '../generation/settleCost.ts';
import { isInsertion, isSettled, type GenerationRecord } from '../records/generationRecord.ts';
import { deliver } from './deliver.ts';
import { OrderProgress } from './orderProgress.ts';
import type { Services } from './services.ts';

/** How one generation of an order ended here, with its record as it is now. */
export interface Ended {
  readonly record: GenerationRecord;
  readonly outcome: RunOutcome;
}

/** What came of an order, for whoever tells the person. */
export interface OrderResult {
  readonly ended: readonly Ended[];
  readonly inserted: readonly Inserted[];
  /** The order could not be put down, so that nothing of it was sent. */
  readonly notRecorded: boolean;
}

type Tell = (result: OrderResult) => Promise<void>;

/** Carries orders from intent to delivery, in this window and on from where a closed one left them. */
export class Orders {
  readonly #services: Services;
  readonly #tell: Tell;
  readonly #underway = new Set<Promise<unknown>>();

  constructor(services: Services, tell: Tell) {
    this.#services = services;
    this.#tell = tell;
  }

  /** Carries out an order; `onPlaced` is called when all of it is sent, or will not be. */
  async place(drafts: readonly Draft[], onPlaced: () => void = () => undefined): Promise<void> {
    const { generations, log } = this.#services;
    let records: GenerationRecord[];
    try {
      records = await generations.intend(drafts);
    } catch (failure) {
      log.error('A record could not be written, so nothing was sent', failure);
      onPlaced();
      this.#report({ ended: [], inserted: [], notRecorded: true });
      return;
    }
    for (const record of records) {
      this.followPlace(record);
    }
    await this.carryOn(records, onPlaced);
  }

  /** Runs and delivers what is held; then tells what cannot be seen, and lets go of it. */
  carryOn(records: readonly GenerationRecord[], onPlaced: () => void = () => undefined): Promise<void> {
    const carrying = this.#carryOn(records, onPlaced).finally(() => this.#underway.delete(carrying));
    this.#underway.add(carrying);
    return carrying;
  }

  /** Brings the pictures of another workspace's order home, silently; they wait for their own window. */
  async fetchOnly(record: GenerationRecord): Promise<void> {
    const outcome = await this.#services.generations.run(record);
    if (outcome.outcome === 'paused') {
      await this.#putPaused(record.id, outcome.failure.kind);
    }
    await this.#finish(record.id, outcome);
  }

  /** From now on the place of a record moves with the edits of its document, if it can be found there. */
  followPlace(record: GenerationRecord): void {
    if (!isInsertion(record)) {
      return;
    }
    const { places, workspace } = this.#services;
    const { document, place } = record.delivery;
    const text = workspace.documentNow(document)?.text;
    const found = text === undefined ? null : findPlace(text, place);
    if (found !== null) {
      places.follow(record.id, document, found);
    }
  }

  /** Resolves when the window may close. */
  async suspend(): Promise<void> {
    await this.#services.generations.suspend();
    await Promise.allSettled(this.#underway);
  }

  async #carryOn(records: readonly GenerationRecord[], onPlaced: () => void): Promise<void> {
    const { generations } = this.#services;
    const inserts = records.some(isInsertion);
    const result = await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title: titleOf(records.length), cancellable: true },
      async (reporter, cancellation): Promise<OrderResult> => {
        cancellation.onCancellationRequested(() => {
          for (const { id } of records) {
            generations.cancel(id);
          }
        });
        const report = (message: string): void => {
          reporter.report({ message });
        };
        const progress = new OrderProgress({ count: records.length, inserts, report, onPlaced });
        const ended = await Promise.all(records.map((record, at) => this.#run(record, at, progress)));
        return { ended, inserted: await deliver(ended, this.#services), notRecorded: false };
      },
    );
    for (const { record, outcome } of result.ended) {
      await this.#finish(record.id, outcome);
    }
    this.#report(result);
  }

  async #run(record: GenerationRecord, at: number, progress: OrderProgress): Promise<Ended> {
    const { generations, log, book } = this.#services;
    if (record.paused !== null) {
      await book.update(record.id, (current) => ({ ...current, paused: null }));
    }
    const outcome = await generations.run(
      { ...record, paused: null },
      {
        ...progress.observer(at),
        onNotWritten: (error) => {
          log.error(`The record of ${record.id} could not be written`, error);
        },
      },
    );
    progress.ended(at, outcome);
    log.info(`${record.id}: ${describe(outcome)}`);
    if (outcome.outcome === 'paused') {
      await this.#putPaused(record.id, outcome.failure.kind);
    }
    const current = book.get(record.id) ?? record;
    return { record: outcome.outcome === 'stored' ? { ...current, state: outcome.state } : current, outcome };
  }

  async #putPaused(
    id: string,
    kind: Extract<RunOutcome, { outcome: 'paused' }>['failure']['kind'],
  ): Promise<void> {
    await this.#services.book
      .update(id, (current) => ({ ...current, paused: { kind } }))
      .catch((error: unknown) => {
        this.#services.log.error(`The record of ${id} could not be written`, error);
      });
  }

  /** To the history where nothing is left to be done; else any window may take it. */
  async #finish(id: string, { outcome }: RunOutcome): Promise<void> {
    const { generations, book, places, log, clock } = this.#services;
    const record = book.get(id);
    if (outcome === 'suspended' || record === null || !isSettled(record)) {
      await generations.letGo(id);
      return;
    }
    places.forget(id);
    await generations.close(id).catch((error: unknown) => {
      log.error(`The record of ${id} could not be closed`, error);
    });
    const service = this.#services.client(new URL(record.apiBaseUrl));
    settleCost(record, { book, service, clock }, generations.suspended).catch((error: unknown) => {
      log.error(`The cost of ${id} could not be put down`, error);
    });
  }

  /** Not waited for: a message may stand for hours. */
  #report(result: OrderResult): void {
    this.#tell(result).catch((error: unknown) => {
      this.#services.log.error('An outcome could not be told', error);
    });
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
