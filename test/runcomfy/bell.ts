/** Rings at each change; whoever waits for something looks again. */
export class Bell {
  readonly #listeners = new Set<() => void>();
  readonly #closed = new AbortController();

  ring(): void {
    for (const listener of [...this.#listeners]) listener();
  }

  /** Resolves with what `look` finds. Time only limits how long a wait that fails can last. */
  wait<Found>(
    look: () => Found | undefined,
    timeoutMilliseconds: number,
    complaint: () => string,
  ): Promise<Found> {
    return new Promise((resolve, reject) => {
      const end = (): void => {
        clearTimeout(timer);
        this.#listeners.delete(listener);
        this.#closed.signal.removeEventListener('abort', abandon);
      };
      const abandon = (): void => {
        end();
        reject(new Error(complaint()));
      };
      const listener = (): void => {
        const found = look();
        if (found === undefined) return;
        end();
        resolve(found);
      };
      const timer = setTimeout(abandon, timeoutMilliseconds);
      this.#closed.signal.addEventListener('abort', abandon);
      this.#listeners.add(listener);
      if (this.#closed.signal.aborted) abandon();
      else listener();
    });
  }

  close(): void {
    this.#closed.abort();
  }
}
