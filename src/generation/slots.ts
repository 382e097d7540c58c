/** How many generations of this window run at once; the others wait for their turn, in order. */
export class Slots {
  readonly #limit: () => number;
  /** Grants of those that wait, in the order in which they came. */
  readonly #waiting = new Set<() => void>();
  #taken = 0;

  constructor(limit: () => number) {
    this.#limit = limit;
  }

  /** Resolves with a function that gives the slot back, or with null when the signal aborts before one was free. */
  take(signal: AbortSignal): Promise<(() => void) | null> {
    return new Promise((resolve) => {
      if (signal.aborted) {
        resolve(null);
        return;
      }
      const giveUp = (): void => {
        this.#waiting.delete(grant);
        resolve(null);
      };
      const grant = (): void => {
        signal.removeEventListener('abort', giveUp);
        resolve(this.#slot());
      };
      signal.addEventListener('abort', giveUp, { once: true });
      this.#waiting.add(grant);
      this.#grantFree();
    });
  }

  #slot(): () => void {
    this.#taken++;
    let given = false;
    return () => {
      if (!given) {
        given = true;
        this.#taken--;
        this.#grantFree();
      }
    };
  }

  /** A slot is handed over, never left for whoever comes just then. */
  #grantFree(): void {
    for (const grant of this.#waiting) {
      if (this.#taken >= this.#limit()) {
        return;
      }
      this.#waiting.delete(grant);
      grant();
    }
  }
}
