import type { Snapshot } from '../protocol.ts';

/** Says what matters to those who do not see the page, once: that a picture is ready, that a job needs a decision. */
export class Announcer {
  readonly #region: Element | null;
  #pictures: ReadonlySet<string> | null = null;
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
  compare({ pictures, matters, words }: Snapshot): void {
    const keys = new Set(pictures.map(({ generation }) => generation));
    const known = this.#pictures;
    if (known !== null) {
      const [newest] = pictures;
      if (newest !== undefined && !known.has(newest.generation)) {
        this.say(`${words.ready} ${newest.prompt.slice(0, 200)}`);
      }
      const matter = matters.find(({ generation }) => !this.#matters.has(generation));
      if (matter !== undefined) {
        this.say(matter.sentence);
      }
    }
    this.#pictures = keys;
    this.#matters = new Set(matters.map(({ generation }) => generation));
  }
}
