/** Stands in for `Date` in the whole extension host: its now can be moved, as a person or a time server moves a clock. */
export class JumpingDate {
  readonly #now = Date.now.bind(Date);
  #ahead = 0;

  constructor() {
    const now = (): number => this.#now() + this.#ahead;
    Date.now = now;
    globalThis.Date = new Proxy(Date, {
      construct: (target, all: unknown[], newTarget) =>
        Reflect.construct(target, all.length === 0 ? [now()] : all, newTarget) as Date,
    });
  }

  /** From now on the clock is so far ahead of the machine's; below zero, behind it. Timers go on as they did. */
  jump(milliseconds: number): void {
    this.#ahead = milliseconds;
  }
}
