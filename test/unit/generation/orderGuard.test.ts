import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { OrderGuard } from '../../../src/generation/orderGuard.ts';

const fox = 'a.md, the fox';

let now: number;
let guard: OrderGuard;

beforeEach(() => {
  now = 0;
  guard = new OrderGuard(() => now);
});

describe('an order is placed once', () => {
  test('a key that is held down pays once, however long it is held', () => {
    let orders = 0;
    for (; now < 60_000; now += 30) {
      const placed = guard.begin(fox);
      if (placed !== null) {
        orders++;
        placed();
      }
    }
    expect(orders).toBe(1);
  });

  test('while it is being placed no other such order is, however long the person is asked', () => {
    guard.begin(fox);
    now = 3_600_000;
    expect(guard.begin(fox)).toBeNull();
  });

  test('another order is placed meanwhile', () => {
    guard.begin(fox);
    expect(guard.begin('a.md, the hare')).not.toBeNull();
  });

  test('a second later it can be placed again', () => {
    guard.begin(fox)?.();
    now = 999;
    expect(guard.begin(fox)).toBeNull();
    now = 1998;
    expect(guard.begin(fox)).toBeNull();
    now = 2998;
    expect(guard.begin(fox)).not.toBeNull();
  });

  test('the second counts from the end of the placing', () => {
    const placed = guard.begin(fox);
    now = 30_000;
    placed?.();
    now = 30_999;
    expect(guard.begin(fox)).toBeNull();
  });

  test('an order that was placed long ago does not end the placing of the next', () => {
    const placed = guard.begin(fox);
    placed?.();
    now = 5000;
    expect(guard.begin(fox)).not.toBeNull();
    // Its caller makes sure that it has ended.
    placed?.();
    now = 10_000;
    expect(guard.begin(fox)).toBeNull();
  });

  test('a clock that is set back does not hold orders up', () => {
    now = 3_600_000;
    guard.begin(fox)?.();
    now = 0;
    guard.begin(fox);
    now = 1000;
    expect(guard.begin(fox)).not.toBeNull();
  });
});

test('whenever keys are pressed, what is placed again was quiet for a second and not being placed', () => {
  const press = fc.record({
    after: fc.oneof(fc.nat({ max: 100 }), fc.nat({ max: 2500 })),
    key: fc.constantFrom('fox', 'hare'),
    /** How many later presses it takes until the order is placed. */
    placedAfter: fc.nat({ max: 5 }),
  });
  fc.assert(
    fc.property(fc.array(press, { maxLength: 50 }), (presses) => {
      now = 0;
      guard = new OrderGuard(() => now);
      const heard = new Map<string, number>();
      const placing: { key: string; endsAt: number; placed: () => void }[] = [];
      for (const [at, { after, key, placedAfter }] of presses.entries()) {
        now += after;
        for (const each of placing.splice(0)) {
          if (each.endsAt <= at) {
            each.placed();
            heard.set(each.key, now);
          } else {
            placing.push(each);
          }
        }
        const quiet = now - (heard.get(key) ?? -Infinity) >= 1000;
        const free = placing.every((each) => each.key !== key);
        const placed = guard.begin(key);
        expect(placed !== null).toBe(quiet && free);
        heard.set(key, now);
        if (placed !== null) {
          placing.push({ key, endsAt: at + placedAfter, placed });
        }
      }
    }),
    { numRuns: 500 },
  );
});
