/** How many generations of this window run at once; the others wait for their turn, in order. */
export class Slots {
  readonly #limit: () => number;
  readonly #waiting: (() => void)[] = [];
  #taken = 0;

  constructor(limit: () => number) {
    this.#limit = limit;
  }

  /** Resolves with a function that gives the slot back, or with null when the signal aborts before one was free. */
  async take(signal: AbortSignal): Promise<(() => void) | null> {
    while (this.#taken >= this.#limit()) {
      if (signal.aborted) {
        return null;
      }
      await this.#freed(signal);
    }
    if (signal.aborted) {
      this.#wakeNext();
      return null;
    }
    this.#taken++;
    let given = false;
    return () => {
      if (!given) {
        given = true;
        this.#taken--;
        this.#wakeNext();
      }
    };
  }

  #freed(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        signal.removeEventListener('abort', wake);
        const at = this.#waiting.indexOf(wake);
        if (at >= 0) {
          this.#waiting.splice(at, 1);
        }
        resolve();
      };
      this.#waiting.push(wake);
      signal.addEventListener('abort', wake, { once: true });
    });
  }

  #wakeNext(): void {
    this.#waiting[0]?.();
  }
}
