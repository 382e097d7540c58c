import type { Clock } from '../../../src/generation/clock.ts';

/** Whoever waits is woken at once, with as much time gone by as was to be waited, or more. */
export class JumpingClock implements Clock {
  readonly #onWait: () => Promise<number>;
  #now = Date.UTC(2026, 0, 1);

  /** What happens while somebody waits gives the milliseconds that go by on top, as in a machine that sleeps. */
  constructor(onWait: () => Promise<number>) {
    this.#onWait = onWait;
  }

  now(): number {
    return this.#now;
  }

  async wait(milliseconds: number, signal: AbortSignal): Promise<void> {
    if (!signal.aborted && milliseconds > 0) {
      this.#now += milliseconds + (await this.#onWait());
    }
  }
}
