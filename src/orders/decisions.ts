import type { Draft } from '../generation/intendOrder.ts';
import type { GenerationRecord } from '../records/generationRecord.ts';
import type { OrderTools } from './orderTools.ts';
import type { Orders } from './orders.ts';

/** What a person can decide about a job that runs, waits or failed. */
export type Decision =
  'cancel' | 'discard' | 'dismiss' | 'keepWaiting' | 'remove' | 'sendNow' | 'submitAgain' | 'tryAgain';

type DecisionTools = Pick<OrderTools, 'book' | 'generations' | 'clock' | 'log'>;
type Step = GenerationRecord['state']['step'];

const failedSteps: readonly Step[] = ['failed', 'rejected'];

/**
 * Carries decisions out. Each looks at the record as it is on disk now, while nobody else can: a button that stands
 * there since yesterday, is pressed twice, or stands in two windows does nothing twice.
 */
export class Decisions {
  readonly #tools: DecisionTools;
  readonly #orders: Orders;

  constructor(tools: DecisionTools, orders: Orders) {
    this.#tools = tools;
    this.#orders = orders;
  }

  async decide(decision: Decision, ids: readonly string[]): Promise<void> {
    switch (decision) {
      case 'cancel':
        for (const id of ids) {
          this.#tools.generations.cancel(id);
        }
        return;
      case 'sendNow':
      case 'keepWaiting':
        return this.#goOn(ids);
      case 'tryAgain':
        return this.#tryAgain(ids);
      case 'submitAgain':
        return this.#submitAgain(ids);
      case 'discard':
        return this.#discard(ids);
      case 'dismiss':
        await this.#close(await this.#take(ids, ['unknown']));
        return;
      case 'remove':
        await this.#each(ids, (id) => this.#remove(id));
        return;
    }
  }

  /** The same order once more: the person asked for it, and it pays again. False where nothing could be sent. */
  orderAgain(records: readonly GenerationRecord[]): Promise<boolean> {
    return this.#orders.place(records.map(draftOf));
  }

  /** What the service has goes on; what failed is ordered anew, and goes to the bin. */
  async #tryAgain(ids: readonly string[]): Promise<void> {
    const failed = await this.#each(ids, (id) => this.#binFailed(id));
    const others = ids.filter((id) => !failed.some((record) => record.id === id));
    const again = failed.length > 0 ? this.orderAgain(failed) : Promise.resolve(true);
    await Promise.all([
      again.then(async (placed) => {
        if (!placed) {
          await this.#each(failed, ({ id }) => this.#tools.book.restore(id));
        }
      }),
      this.#goOn(others),
    ]);
  }

  /** Of any windows in which it is pressed, one finds it failed. */
  async #binFailed(id: string): Promise<GenerationRecord | null> {
    const { generations, book } = this.#tools;
    return generations.alone(id, () =>
      book.delete(id, this.#now(), ({ state }) => failedSteps.includes(state.step)),
    );
  }

  /** What is carried on at this moment is left alone. */
  async #remove(id: string): Promise<GenerationRecord | null> {
    const { generations, book } = this.#tools;
    return generations.alone(id, () => book.delete(id, this.#now()));
  }

  async #goOn(ids: readonly string[]): Promise<void> {
    const taken = await this.#take(ids, ['intended', 'accepted', 'finished']);
    if (taken.length > 0) {
      await this.#orders.carryOn(taken);
    }
  }

  async #submitAgain(ids: readonly string[]): Promise<void> {
    const closed = await this.#close(await this.#take(ids, ['unknown']));
    if (closed.length > 0 && !(await this.orderAgain(closed))) {
      await this.#each(closed, ({ id }) => this.#tools.book.reopen(id));
    }
  }

  async #discard(ids: readonly string[]): Promise<void> {
    const { book, generations } = this.#tools;
    await this.#each(await this.#take(ids, ['intended']), async (record) => {
      try {
        await book.write({ ...record, state: { step: 'cancelled', requestId: null } });
        await generations.close(record.id);
      } finally {
        await generations.letGo(record.id);
      }
    });
  }

  /** Those that could be closed. */
  async #close(taken: readonly GenerationRecord[]): Promise<GenerationRecord[]> {
    return this.#each(taken, async (record) => {
      await this.#tools.generations.close(record.id);
      return record;
    });
  }

  /** The records that are still in such a state, and that no other window and no run has. */
  async #take(ids: readonly string[], steps: readonly Step[]): Promise<GenerationRecord[]> {
    const { generations } = this.#tools;
    const taken = await generations.takeAll(ids);
    const isMeant = ({ state }: GenerationRecord): boolean => steps.includes(state.step);
    for (const { id } of taken.filter((record) => !isMeant(record))) {
      await generations.letGo(id);
    }
    return taken.filter(isMeant);
  }

  /** One after the other, whatever becomes of the others: what came of those that could be done. */
  async #each<Item, Result>(
    items: readonly Item[],
    work: (item: Item) => Promise<Result | null>,
  ): Promise<Result[]> {
    const results: Result[] = [];
    let failure: { readonly error: unknown } | null = null;
    for (const item of items) {
      try {
        const result = await work(item);
        if (result !== null) {
          results.push(result);
        }
      } catch (error) {
        failure ??= { error };
        this.#tools.log.error('A decision could not be carried out', error);
      }
    }
    // Where some were done, they go on, and the others stand there as they did.
    if (failure !== null && results.length === 0) {
      throw failure.error;
    }
    return results;
  }

  #now(): Date {
    return new Date(this.#tools.clock.now());
  }
}

function draftOf({ apiBaseUrl, workspace, altText, request, delivery }: GenerationRecord): Draft {
  return {
    apiBaseUrl,
    workspace,
    altText,
    request,
    delivery: delivery.kind === 'show' ? delivery : { ...delivery, progress: { step: 'pending' } },
  };
}
