import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Flight, landsAfter } from '../../../src/webview/flight.ts';

const height = 800;
const frame = 16;

/** Moves so far in each frame, one after the other, and tells whether it flies then. */
function fly(flight: Flight, moves: readonly number[], took = frame): boolean {
  let [top, at] = [0, 0];
  for (const move of moves) {
    top += move;
    at += took;
    flight.note(top, at, height);
  }
  return flight.isFlying;
}

describe('pictures pass too fast to be seen', () => {
  test.each([1, -1])('where several screens go by in a moment, downwards or upwards (%d)', (way) => {
    expect(fly(new Flight(), Array(10).fill(way * 300))).toBe(true);
  });

  test('not where the list is moved as one reads, or by the wheel', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -100, max: 100 }), { maxLength: 50 }), (moves) => {
        expect(fly(new Flight(), moves)).toBe(false);
      }),
    );
  });

  test('not where it jumps once, however far: what stands there is to be seen', () => {
    expect(fly(new Flight(), [10, 10, 100_000])).toBe(false);
  });

  test('not where it jumps again and again, with time to look in between', () => {
    expect(fly(new Flight(), Array(10).fill(5000), landsAfter)).toBe(false);
  });

  test('no more once it slows down, or has landed', () => {
    const flight = new Flight();
    expect(fly(flight, [...Array<number>(10).fill(300), 20])).toBe(false);
    fly(flight, Array(10).fill(300));
    flight.land();
    expect(flight.isFlying).toBe(false);
  });
});
