/** A key that is held down repeats every few hundredths of a second; nobody orders the same twice within this. */
const repeatWindow = 1000;

/** Tells a new order from the repetition of one that is being placed, so that a held key pays once. */
export class OrderGuard {
  readonly #now: () => number;
  readonly #placing = new Set<string>();
  readonly #seen = new Map<string, number>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** A function that ends the placing, or null for a repetition. The key says what is ordered, and for what place. */
  begin(key: string): (() => void) | null {
    const last = this.#seen.get(key);
    const repeated = last !== undefined && this.#now() - last < repeatWindow;
    this.#touch(key);
    if (repeated || this.#placing.has(key)) {
      return null;
    }
    this.#placing.add(key);
    let ended = false;
    return () => {
      // Called again, it must not end the placing of a later order.
      if (!ended) {
        ended = true;
        this.#placing.delete(key);
        this.#touch(key);
      }
    };
  }

  #touch(key: string): void {
    const now = this.#now();
    for (const [other, seen] of this.#seen) {
      if (now - seen >= repeatWindow) {
        this.#seen.delete(other);
      }
    }
    this.#seen.set(key, now);
  }
}
