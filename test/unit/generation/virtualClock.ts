import type { Clock } from '../../../src/generation/clock.ts';

interface Timer {
  readonly at: number;
  readonly wake: () => void;
}

/** No generation takes so long: whoever still waits then waits for ever. */
const longestFinish = 24 * 60 * 60 * 1000;
const mostWaits = 100_000;

/** Time that passes when the test says so. */
export class VirtualClock implements Clock {
  /** How long each wait was to be. */
  readonly waits: number[] = [];
  readonly #timers = new Set<Timer>();
  #now = Date.parse('2026-03-04T05:06:07.000Z');

  now(): number {
    return this.#now;
  }

  wait(milliseconds: number, signal: AbortSignal): Promise<void> {
    this.waits.push(milliseconds);
    if (this.waits.length > mostWaits) {
      throw new Error('The work waits without end');
    }
    return new Promise((resolve) => {
      if (signal.aborted) {
        resolve();
        return;
      }
      const wake = (): void => {
        this.#timers.delete(timer);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      const timer = this.#add(milliseconds, wake);
      signal.addEventListener('abort', wake);
    });
  }

  /** Calls again and again, until it is stopped. */
  every(milliseconds: number, call: () => void): { stop(): void } {
    const again = (): Timer =>
      this.#add(milliseconds, () => {
        this.#timers.delete(timer);
        timer = again();
        call();
      });
    let timer = again();
    return { stop: () => this.#timers.delete(timer) };
  }

  /** So much time passes, and what is due in it is woken in its turn. */
  async pass(milliseconds: number): Promise<void> {
    const until = this.#now + milliseconds;
    await settled();
    for (let next = this.#next(); next !== null && next.at <= until; next = this.#next()) {
      await this.#wake(next);
    }
    this.#now = until;
  }

  /** The machine sleeps: time goes on, and nothing is woken by it before the machine is. */
  sleep(milliseconds: number): void {
    this.#now += milliseconds;
  }

  /** Lets time pass until the work has ended, from each thing that is due to the next. */
  async finish<T>(work: Promise<T>): Promise<T> {
    const latest = this.#now + longestFinish;
    let ended = false;
    const end = (): void => {
      ended = true;
    };
    work.then(end, end);
    await settled();
    while (!isTrue(ended)) {
      const next = this.#next();
      if (next === null || next.at > latest) {
        throw new Error('The work waits for something that never comes');
      }
      await this.#wake(next);
    }
    return work;
  }

  async #wake({ at, wake }: Timer): Promise<void> {
    this.#now = Math.max(this.#now, at);
    wake();
    await settled();
  }

  #add(milliseconds: number, wake: () => void): Timer {
    const timer = { at: this.#now + milliseconds, wake };
    this.#timers.add(timer);
    return timer;
  }

  #next(): Timer | null {
    let first: Timer | null = null;
    for (const timer of this.#timers) {
      first = first === null || timer.at < first.at ? timer : first;
    }
    return first;
  }
}

/** Resolves when everything that can go on without time has done so. */
export function settled(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

/** Asked anew: the compiler believes that what nobody changes here stays as it was. */
function isTrue(value: boolean): boolean {
  return value;
}
