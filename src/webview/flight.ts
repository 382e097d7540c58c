/** A picture that is in sight for less, in milliseconds, is not seen: it is not worth being loaded. */
const shortestSight = 125;

/** So many moves in a row are a flight: a single one is a jump, and what stands there is to be seen. */
const fewestMoves = 2;

/** Without a move for so long, in milliseconds, a flight is over. */
export const landsAfter = 100;

/**
 * Whether the list passes too fast for its pictures to be seen. All that were loaded then would come before those that
 * the person stops at, and over a slow line, as to a remote computer, that takes its time.
 */
export class Flight {
  #last: { readonly top: number; readonly at: number } | null = null;
  #fastMoves = 0;

  get isFlying(): boolean {
    return this.#fastMoves >= fewestMoves;
  }

  /** The list was moved: where it stands now in pixels, at what time in milliseconds, in a window of what height. */
  note(top: number, at: number, height: number): void {
    const last = this.#last;
    this.#last = { top, at };
    const took = at - (last?.at ?? -Infinity);
    const isFast = took < landsAfter && Math.abs(top - (last?.top ?? top)) / took > height / shortestSight;
    this.#fastMoves = isFast ? this.#fastMoves + 1 : 0;
  }

  land(): void {
    this.#fastMoves = 0;
  }
}
