/** Which pictures are seen in large, by their keys: one with those before and after it, or some side by side. */
export class LargeView {
  #keys: readonly string[] = [];
  /** Where a picture alone stands among all, for when it goes. */
  #place = 0;

  open(keys: readonly string[]): void {
    this.#keys = keys;
  }

  close(): void {
    this.#keys = [];
  }

  /** To the picture before (-1) or after (1) the one that is seen alone. */
  step(by: -1 | 1, shown: readonly string[]): void {
    const places = this.seenOf(shown);
    const [place] = places;
    const next = place === undefined ? undefined : shown[place + by];
    if (places.length === 1 && next !== undefined) {
      this.#keys = [next];
    }
  }

  /**
   * Where what is seen stands among all that is shown; nothing while it is closed. In the place of a picture that is
   * gone the next one is seen; what was beside others goes without one.
   */
  seenOf(shown: readonly string[]): readonly number[] {
    if (this.#keys.length === 0) {
      return [];
    }
    const places = this.#keys.map((key) => shown.indexOf(key)).filter((place) => place >= 0);
    const next = Math.min(this.#place, shown.length - 1);
    const seen =
      places.length === 0 && this.#keys.length === 1 && next >= 0 ? [next] : places.sort(ascending);
    this.#keys = seen.flatMap((place) => shown[place] ?? []);
    this.#place = seen[0] ?? 0;
    return seen;
  }
}

function ascending(one: number, other: number): number {
  return one - other;
}
