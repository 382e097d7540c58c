import { findPlace } from '../documents/keptPlace.ts';
import type { FailureKind } from '../failure.ts';
import type { Draft } from '../generation/intendOrder.ts';
import type { RunOutcome } from '../generation/outcome.ts';
import { settleCost } from '../generation/settleCost.ts';
import { isInsertion, isSettled, type GenerationRecord, type StateAt } from '../records/generationRecord.ts';
import { deliverOrder } from './deliverOrder.ts';
import { describeOutcome } from './describeOutcome.ts';
import type { Ended, OrderResult } from './orderResult.ts';
import type { OrderTools } from './orderTools.ts';
import type { ShownProgress } from './orderView.ts';

/** Carries orders from intent to delivery, in this window and on from where a closed one left them. */
export class Orders {
  readonly #tools: OrderTools;
  readonly #underway = new Set<Promise<unknown>>();

  constructor(tools: OrderTools) {
    this.#tools = tools;
  }

  /**
   * Carries out an order; `onPlaced` is called when all of it is sent, or will not be, `onRecorded` before, once it is
   * put down. Resolves with false where it could not be put down, so that nothing was sent, which is told.
   */
  async place(
    drafts: readonly Draft[],
    onPlaced: () => void = () => undefined,
    onRecorded: (records: readonly GenerationRecord[]) => void = () => undefined,
  ): Promise<boolean> {
    const { generations, log } = this.#tools;
    let records: GenerationRecord[];
    try {
      records = await generations.intend(drafts);
    } catch (failure) {
      log.error('A record could not be written, so nothing was sent', failure);
      onPlaced();
      this.#tell({ ended: [], delivered: [], notRecorded: true });
      return false;
    }
    for (const record of records) {
      this.followPlace(record);
    }
    onRecorded(records);
    await this.carryOn(records, onPlaced);
    return true;
  }

  /** Runs and delivers what is held; then tells what cannot be seen, and lets go of it, whatever happens. */
  carryOn(records: readonly GenerationRecord[], onPlaced: () => void = () => undefined): Promise<void> {
    const carrying = this.#carryOn(records, onPlaced).finally(() => this.#underway.delete(carrying));
    this.#underway.add(carrying);
    return carrying;
  }

  /** Brings the pictures of another workspace's order home, silently; they wait for their own window. */
  async fetchOnly(record: GenerationRecord): Promise<void> {
    try {
      const outcome = await this.#tools.generations.run(record);
      if (outcome.outcome === 'paused') {
        await this.#putPaused(record.id, outcome.failure.kind);
      }
      await this.#finish(record.id, outcome);
    } finally {
      await this.#tools.generations.letGo(record.id);
    }
  }

  /** What was cancelled in a window that ended before it was put away: the person knows it, and is told nothing. */
  async putAway({ id, state }: GenerationRecord & { readonly state: StateAt<'cancelled'> }): Promise<void> {
    try {
      await this.#finish(id, { outcome: 'cancelled', sent: state.requestId !== null });
    } finally {
      await this.#tools.generations.letGo(id);
    }
  }

  /** From now on the place of a record moves with the edits of its document, if it can be found there. */
  followPlace(record: GenerationRecord): void {
    if (!isInsertion(record)) {
      return;
    }
    const { places, workspace } = this.#tools;
    const { document, place } = record.delivery;
    const text = workspace.documentNow(document)?.text;
    const found = text === undefined ? null : findPlace(text, place);
    if (found !== null) {
      places.follow(record.id, document, found);
    }
  }

  /** Resolves when the window may close. */
  async suspend(): Promise<void> {
    await this.#tools.generations.suspend();
    await Promise.allSettled(this.#underway);
  }

  async #carryOn(records: readonly GenerationRecord[], onPlaced: () => void): Promise<void> {
    const { generations, view } = this.#tools;
    const order = {
      count: records.length,
      inserts: records.some(isInsertion),
      onPlaced,
      onCancel: () => {
        for (const { id } of records) {
          generations.cancel(id);
        }
      },
    };
    try {
      const result = await view.during(order, async (progress): Promise<OrderResult> => {
        const ended = await this.#runAll(records, progress);
        return { ended, delivered: await deliverOrder(ended, this.#tools), notRecorded: false };
      });
      for (const { record, outcome } of result.ended) {
        await this.#finish(record.id, outcome);
      }
      this.#tell(result);
    } finally {
      for (const { id } of records) {
        await generations.letGo(id);
      }
    }
  }

  /** Each to its end, whatever becomes of the others; one that broke in a way that nobody foresaw stays as it is on disk. */
  async #runAll(records: readonly GenerationRecord[], progress: ShownProgress): Promise<Ended[]> {
    const runs = await Promise.allSettled(records.map((record, at) => this.#run(record, at, progress)));
    return runs.flatMap((run, at) => {
      if (run.status === 'fulfilled') {
        return [run.value];
      }
      this.#tools.log.error(`${records[at]?.id ?? ''} broke`, run.reason);
      return [];
    });
  }

  async #run(record: GenerationRecord, at: number, progress: ShownProgress): Promise<Ended> {
    const { generations, log, book } = this.#tools;
    if (record.paused !== null) {
      await this.#updatePaused(record.id, null);
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
    log.info(`${record.id}: ${describeOutcome(outcome)}`);
    if (outcome.outcome === 'paused') {
      await this.#putPaused(record.id, outcome.failure.kind);
    }
    const current = book.get(record.id) ?? record;
    return { record: outcome.outcome === 'stored' ? { ...current, state: outcome.state } : current, outcome };
  }

  #putPaused(id: string, kind: FailureKind): Promise<void> {
    return this.#updatePaused(id, { kind });
  }

  async #updatePaused(id: string, paused: GenerationRecord['paused']): Promise<void> {
    const { book, log } = this.#tools;
    await book
      .update(id, (current) => ({ ...current, paused }))
      .catch((error: unknown) => {
        log.error(`The record of ${id} could not be written`, error);
      });
  }

  /** To the history where nothing is left to be done; else any window may take it. */
  async #finish(id: string, { outcome }: RunOutcome): Promise<void> {
    const { generations, book, places, log, clock, service } = this.#tools;
    const record = book.get(id);
    if (outcome === 'suspended' || record === null || !isSettled(record)) {
      await generations.letGo(id);
      return;
    }
    places.forget(id);
    await generations.close(id).catch((error: unknown) => {
      log.error(`The record of ${id} could not be closed`, error);
    });
    settleCost(record, { book, service: service(record.apiBaseUrl), clock }, generations.suspended).catch(
      (error: unknown) => {
        log.error(`The cost of ${id} could not be put down`, error);
      },
    );
  }

  #tell(result: OrderResult): void {
    this.#tools.tell(result).catch((error: unknown) => {
      this.#tools.log.error('An outcome could not be told', error);
    });
  }
}
