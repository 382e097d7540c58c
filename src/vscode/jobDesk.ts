import type { Decisions } from '../orders/decisions.ts';
import type { JobAction } from '../protocol.ts';
import { openRunComfy } from './links.ts';
import type { Services } from './services.ts';
import { askForToken } from './tokenDialog.ts';

/**
 * What the buttons of a job do: the same for a message's and for the gallery's. What pays or changes a record is a
 * decision; the others open something.
 */
export class JobDesk {
  readonly #services: Services;
  readonly #decisions: Decisions;

  constructor(services: Services, decisions: Decisions) {
    this.#services = services;
    this.#decisions = decisions;
  }

  async act(action: JobAction, ids: readonly string[]): Promise<void> {
    switch (action) {
      case 'openRunComfy':
        return openRunComfy('requests');
      case 'addCredit':
        return openRunComfy('credit');
      case 'showLog':
        this.#services.log.show();
        return;
      case 'setToken':
        return this.#setToken(ids);
      case 'cancel':
      case 'discard':
      case 'dismiss':
      case 'keepWaiting':
      case 'remove':
      case 'sendNow':
      case 'submitAgain':
      case 'tryAgain':
        return this.#decisions.decide(action, ids);
    }
  }

  async #setToken(ids: readonly string[]): Promise<void> {
    const [first] = ids.flatMap((id) => this.#services.book.get(id) ?? []);
    if (first !== undefined && (await askForToken(this.#services, new URL(first.apiBaseUrl)))) {
      await this.#decisions.decide('tryAgain', ids);
    }
  }
}
