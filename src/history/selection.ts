/** Which pictures are selected, by their keys. It knows the order that they are shown in, for what lies between two. */
export class Selection {
  #keys: ReadonlySet<string> = new Set();
  #shown: readonly string[] = [];
  /** Where a range begins: what was touched last. */
  #anchor: string | null = null;

  /** The keys of what is selected, in the order that it is shown in. */
  get keys(): readonly string[] {
    return this.#shown.filter((key) => this.#keys.has(key));
  }

  get size(): number {
    return this.#keys.size;
  }

  has(key: string): boolean {
    return this.#keys.has(key);
  }

  /** What is no longer shown is no longer selected: nothing is done to what the person does not see. */
  show(keys: readonly string[]): void {
    const shown = new Set(keys);
    this.#shown = keys;
    this.#keys = this.#keys.intersection(shown);
    this.#anchor = this.#anchor !== null && shown.has(this.#anchor) ? this.#anchor : null;
  }

  toggle(key: string): void {
    this.#keys = this.#keys.symmetricDifference(new Set([key]));
    this.#anchor = key;
  }

  /** From what was touched last to here; the state of that one is given to all. */
  extend(key: string): void {
    const [from, to] = [this.#shown.indexOf(this.#anchor ?? key), this.#shown.indexOf(key)].sort(
      (one, other) => one - other,
    );
    const range = new Set(this.#shown.slice(from, (to ?? 0) + 1));
    const isAdded = this.#anchor === null || this.#keys.has(this.#anchor);
    this.#keys = isAdded ? this.#keys.union(range) : this.#keys.difference(range);
    this.#anchor = key;
  }

  all(): void {
    this.#keys = new Set(this.#shown);
  }

  clear(): void {
    this.#keys = new Set();
    this.#anchor = null;
  }
}
