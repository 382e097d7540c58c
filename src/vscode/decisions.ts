import type { Draft } from '../generation/intendOrder.ts';
import type { JobAction } from '../protocol.ts';
import type { GenerationRecord } from '../records/generationRecord.ts';
import { openRunComfy } from './links.ts';
import type { Orders } from './orders.ts';
import type { Services } from './services.ts';
import { askForToken } from './tokenDialog.ts';

/**
 * What a person decides about jobs that wait, failed, or run: the same for a message's button and for the gallery's.
 * Each looks at the record as it is now, so that a button that stands there since yesterday does nothing twice.
 */
export class Decisions {
  readonly #services: Services;
  readonly #orders: Orders;
  /** What is decided at this moment: a second press of a button that pays pays nothing. */
  readonly #deciding = new Set<string>();

  constructor(services: Services, orders: Orders) {
    this.#services = services;
    this.#orders = orders;
  }

  async decide(action: JobAction, ids: readonly string[]): Promise<void> {
    switch (action) {
      case 'cancel':
        for (const id of ids) {
          this.#services.generations.cancel(id);
        }
        return;
      case 'openRunComfy':
        return openRunComfy('requests');
      case 'addCredit':
        return openRunComfy('credit');
      case 'showLog':
        this.#services.log.show();
        return;
      case 'setToken':
        return this.#setToken(ids);
      case 'sendNow':
      case 'keepWaiting':
        return this.#goOn(ids);
      case 'tryAgain':
        return this.#once(ids, (free) => this.#tryAgain(free));
      case 'submitAgain':
        return this.#once(ids, (free) => this.#submitAgain(free));
      case 'discard':
        return this.#discard(ids);
      case 'dismiss':
        return this.#dismiss(ids);
      case 'remove':
        return this.#remove(ids);
    }
  }

  /** The same order once more: the person asked for it, and it pays again. */
  async orderAgain(records: readonly GenerationRecord[]): Promise<void> {
    await this.#orders.place(records.map(draftOf));
  }

  async #setToken(ids: readonly string[]): Promise<void> {
    const [first] = this.#records(ids);
    if (first !== undefined && (await askForToken(this.#services, new URL(first.apiBaseUrl)))) {
      await this.#once(ids, (free) => this.#tryAgain(free));
    }
  }

  async #once(ids: readonly string[], decide: (free: readonly string[]) => Promise<void>): Promise<void> {
    const free = ids.filter((id) => !this.#deciding.has(id));
    for (const id of free) {
      this.#deciding.add(id);
    }
    try {
      await decide(free);
    } finally {
      for (const id of free) {
        this.#deciding.delete(id);
      }
    }
  }

  /** What the service has goes on; what failed is ordered anew. */
  async #tryAgain(ids: readonly string[]): Promise<void> {
    const failed = this.#records(ids).filter(
      ({ state, deletedAt }) => (state.step === 'failed' || state.step === 'rejected') && deletedAt === null,
    );
    const others = ids.filter((id) => !failed.some((record) => record.id === id));
    await this.#remove(failed.map(({ id }) => id));
    await Promise.all([
      failed.length > 0 ? this.orderAgain(failed) : null,
      others.length > 0 ? this.#goOn(others) : null,
    ]);
  }

  async #goOn(ids: readonly string[]): Promise<void> {
    const taken = await this.#take(ids, ['intended', 'accepted', 'finished']);
    if (taken.length > 0) {
      await this.#orders.carryOn(taken);
    }
  }

  async #submitAgain(ids: readonly string[]): Promise<void> {
    const taken = await this.#take(ids, ['unknown']);
    for (const { id } of taken) {
      await this.#services.generations.close(id);
    }
    if (taken.length > 0) {
      await this.orderAgain(taken);
    }
  }

  async #discard(ids: readonly string[]): Promise<void> {
    for (const record of await this.#take(ids, ['intended'])) {
      await this.#services.book.write({ ...record, state: { step: 'cancelled', requestId: null } });
      await this.#services.generations.close(record.id);
    }
  }

  async #dismiss(ids: readonly string[]): Promise<void> {
    for (const { id } of await this.#take(ids, ['unknown'])) {
      await this.#services.generations.close(id);
    }
  }

  async #remove(ids: readonly string[]): Promise<void> {
    for (const id of ids) {
      await this.#services.book.delete(id, new Date(this.#services.clock.now()));
    }
  }

  /** The records that are still in such a state, and that no other window and no run has. */
  async #take(
    ids: readonly string[],
    steps: readonly GenerationRecord['state']['step'][],
  ): Promise<GenerationRecord[]> {
    const { generations } = this.#services;
    const taken = await generations.takeAll(ids);
    const isMeant = ({ state }: GenerationRecord): boolean => steps.includes(state.step);
    for (const { id } of taken.filter((record) => !isMeant(record))) {
      await generations.letGo(id);
    }
    return taken.filter(isMeant);
  }

  #records(ids: readonly string[]): GenerationRecord[] {
    return ids.flatMap((id) => this.#services.book.get(id) ?? []);
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
