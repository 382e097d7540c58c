import type { Snapshot } from '../protocol.ts';

/** Says what matters to those who do not see the page, once: that a picture is ready, that a job needs a decision. */
export class Announcer {
  readonly #region: Element | null;
  /** The generation of the newest picture; null before the first snapshot. */
  #newest: string | null = null;
  #matters: ReadonlySet<string> = new Set();

  constructor(region: Element | null) {
    this.#region = region;
  }

  say(text: string): void {
    if (this.#region !== null) {
      this.#region.textContent = text;
    }
  }

  /** The first snapshot is no news. */
  compare({ newest, matters, words }: Snapshot): void {
    const known = this.#newest;
    const generation = newest?.generation ?? '';
    if (known !== null) {
      // An older one is the newest where the one before was deleted.
      if (newest !== null && generation > known) {
        this.say(`${words.ready} ${newest.prompt.slice(0, 200)}`);
      }
      const matter = matters.find(({ generation }) => !this.#matters.has(generation));
      if (matter !== undefined) {
        this.say(matter.sentence);
      }
    }
    this.#newest = known === null || generation > known ? generation : known;
    this.#matters = new Set(matters.map(({ generation }) => generation));
  }
}
