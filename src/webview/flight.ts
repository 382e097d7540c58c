/** A picture that is in sight for less, in milliseconds, is not seen: it is not worth being loaded. */
const shortestSight = 125;

/** So many moves in a row are a flight: a single one is a jump, and what stands there is to be seen. */
const fewestMoves = 2;

/** Without a move for so long, in milliseconds, a flight is over. */
export const landsAfter = 100;

/**
 * Whether the list flies by, too fast for its pictures to be seen. All that were loaded then would come before those
 * that the person stops at, and over a slow line, as to a remote computer, that takes its time.
 */
export class Flight {
  readonly #onLanded: () => void;
  #last: { readonly top: number; readonly at: number } | null = null;
  #fastMoves = 0;
  #landing: ReturnType<typeof setTimeout> | undefined;
  /** The pictures that were shown by the last draw, and those by this one. */
  #shownBefore: ReadonlySet<string> = new Set();
  #shown = new Set<string>();

  constructor(onLanded: () => void) {
    this.#onLanded = onLanded;
  }

  /** Where the list stands now in pixels, at what time in milliseconds, in a window of what height. */
  note(top: number, at: number, height: number): void {
    const last = this.#last;
    if (top === last?.top) {
      return;
    }
    this.#last = { top, at };
    const took = at - (last?.at ?? -Infinity);
    const isFast = took < landsAfter && Math.abs(top - (last?.top ?? top)) / took > height / shortestSight;
    clearTimeout(this.#landing);
    if (isFast) {
      this.#fastMoves++;
      this.#landing = setTimeout(() => {
        this.#land();
      }, landsAfter);
    } else {
      this.#land();
    }
  }

  /** All pictures are drawn anew. */
  beginDraw(): void {
    this.#shownBefore = this.#shown;
    this.#shown = new Set();
  }

  /** Whether a picture that is drawn now only flies by. One that is shown already stays so. */
  passes(key: string): boolean {
    const passes = this.#isFlying && !this.#shownBefore.has(key);
    if (!passes) {
      this.#shown.add(key);
    }
    return passes;
  }

  get #isFlying(): boolean {
    return this.#fastMoves >= fewestMoves;
  }

  #land(): void {
    const wasFlying = this.#isFlying;
    this.#fastMoves = 0;
    if (wasFlying) {
      this.#onLanded();
    }
  }
}
