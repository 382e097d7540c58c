import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { Slots } from '../../../src/generation/slots.ts';
import { settled } from './virtualClock.ts';

let limit: number;
let slots: Slots;
/** The generations that have a slot, in the order in which they got it. */
let granted: Generation[];

beforeEach(() => {
  limit = 1;
  slots = new Slots(() => limit);
  granted = [];
});

class Generation {
  readonly number: number;
  readonly #abort = new AbortController();
  readonly ended: Promise<void>;
  state: 'waiting' | 'running' | 'aborted' | 'ended' = 'waiting';
  #release: () => void = () => undefined;

  constructor(number: number) {
    this.number = number;
    this.ended = slots.take(this.#abort.signal).then((release) => {
      if (release === null) {
        this.state = 'aborted';
        return;
      }
      this.state = 'running';
      this.#release = release;
      granted.push(this);
    });
  }

  abort(): void {
    this.#abort.abort();
  }

  /** More than once, as careful callers may. */
  release(): void {
    if (this.state === 'running') {
      this.state = 'ended';
    }
    this.#release();
    this.#release();
  }
}

function take(count: number): Generation[] {
  return Array.from({ length: count }, (_, number) => new Generation(number));
}

function statesOf(generations: readonly Generation[]): string[] {
  return generations.map(({ state }) => state);
}

describe('generations wait for their turn', () => {
  test('no more than the limit run at once', async () => {
    limit = 2;
    const generations = take(4);
    await settled();
    expect(statesOf(generations)).toEqual(['running', 'running', 'waiting', 'waiting']);
    generations[1]?.release();
    await settled();
    expect(statesOf(generations)).toEqual(['running', 'ended', 'running', 'waiting']);
  });

  test('one that comes just when a slot is given back does not go before those that wait', async () => {
    const [first, second] = take(2);
    await settled();
    first?.release();
    const third = new Generation(2);
    await settled();
    expect([second?.state, third.state]).toEqual(['running', 'waiting']);
  });

  test('one that is cancelled while it waits gets none, and holds nobody up', async () => {
    const generations = take(3);
    await settled();
    generations[1]?.abort();
    await settled();
    expect(statesOf(generations)).toEqual(['running', 'aborted', 'waiting']);
    generations[0]?.release();
    await settled();
    expect(statesOf(generations)).toEqual(['ended', 'aborted', 'running']);
  });

  test('one that was cancelled before gets none, though one is free', async () => {
    const abort = new AbortController();
    abort.abort();
    expect(await slots.take(abort.signal)).toBeNull();
    expect(await slots.take(new AbortController().signal)).not.toBeNull();
  });

  test('one that is cancelled after it got its slot still holds it', async () => {
    const generations = take(2);
    await settled();
    generations[0]?.abort();
    await settled();
    expect(statesOf(generations)).toEqual(['running', 'waiting']);
  });

  test('all that a raised limit allows go on when the next slot is asked for or given back', async () => {
    const generations = take(4);
    await settled();
    limit = 3;
    generations[0]?.release();
    await settled();
    expect(statesOf(generations)).toEqual(['ended', 'running', 'running', 'running']);
  });
});

test('whatever happens, none runs above the limit, all get their turn, and in order', async () => {
  const which = fc.nat({ max: 30 });
  const step = fc.oneof(
    fc.record({ does: fc.constantFrom('take', 'settle'), which }),
    fc.record({ does: fc.constantFrom('release', 'abort', 'limit'), which }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
      limit = 1;
      slots = new Slots(() => limit);
      granted = [];
      let highest = limit;
      const generations: Generation[] = [];
      const running = (): Generation[] => generations.filter(({ state }) => state === 'running');
      for (const { does, which: at } of steps) {
        const one = generations[at % Math.max(1, generations.length)];
        if (does === 'take') {
          generations.push(new Generation(generations.length));
        } else if (does === 'release') {
          one?.release();
        } else if (does === 'abort') {
          one?.abort();
        } else if (does === 'limit') {
          limit = 1 + (at % 4);
          highest = Math.max(highest, limit);
        } else {
          await settled();
        }
        expect(running().length).toBeLessThanOrEqual(highest);
      }
      await settled();
      while (running().length > 0) {
        running()[0]?.release();
        await settled();
      }
      expect(generations.filter(({ state }) => state === 'waiting')).toEqual([]);
      const numbers = granted.map(({ number }) => number);
      expect(numbers).toEqual(numbers.toSorted((one, another) => one - another));
    }),
    { numRuns: 500 },
  );
});
