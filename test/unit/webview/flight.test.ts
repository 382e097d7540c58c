import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Flight, landsAfter } from '../../../src/webview/flight.ts';

const height = 800;
const frame = 16;

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

/** The list on the move, by so many pixels in each frame, and how often it is told to have landed. */
function flown(
  moves: readonly number[],
  took = frame,
): { readonly flight: Flight; readonly landed: () => number } {
  const onLanded = vi.fn<() => void>();
  const flight = new Flight(onLanded);
  let [top, at] = [0, 0];
  flight.note(top, at, height);
  for (const move of moves) {
    top += move;
    at += took;
    flight.note(top, at, height);
  }
  return { flight, landed: () => onLanded.mock.calls.length };
}

/** The list on a flight that began when this picture was shown. */
function flownAfterADrawOf(key: string): Flight {
  const { flight } = flown([]);
  flight.beginDraw();
  expect(flight.passes(key)).toBe(false);
  for (let frames = 1; frames <= 10; frames++) {
    flight.note(frames * 300, frames * frame, height);
  }
  return flight;
}

function many(move: number): number[] {
  return Array<number>(10).fill(move);
}

describe('pictures fly by', () => {
  test.each([1, -1])('where several screens go by in a moment, downwards or upwards (%d)', (way) => {
    expect(flown(many(way * 300)).flight.passes('fox 1')).toBe(true);
  });

  test('also in a frame in which the list was not moved', () => {
    expect(flown([...many(300), 0]).flight.passes('fox 1')).toBe(true);
  });

  test('not where the list is moved as one reads, or by the wheel', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -100, max: 100 }), { maxLength: 50 }), (moves) => {
        expect(flown(moves).flight.passes('fox 1')).toBe(false);
      }),
    );
  });

  test('not where it jumps once, however far: what stands there is to be seen', () => {
    expect(flown([10, 10, 100_000]).flight.passes('fox 1')).toBe(false);
  });

  test('not where it jumps again and again, with time to look in between', () => {
    expect(flown(many(5000), landsAfter).flight.passes('fox 1')).toBe(false);
  });

  test('but those that are shown already stay so', () => {
    const flight = flownAfterADrawOf('fox 1');
    flight.beginDraw();
    expect(['fox 1', 'owl 1'].map((key) => flight.passes(key))).toEqual([false, true]);
  });

  test('and those that went out of sight meanwhile, as any other', () => {
    const flight = flownAfterADrawOf('fox 1');
    flight.beginDraw();
    flight.beginDraw();
    expect(flight.passes('fox 1')).toBe(true);
  });
});

describe('a flight is over, and what stands there is drawn, once', () => {
  test('where it slows down', () => {
    const { flight, landed } = flown([...many(300), 20, 10]);
    expect(flight.passes('fox 1')).toBe(false);
    expect(landed()).toBe(1);
  });

  test('where it stops at once', () => {
    const { flight, landed } = flown(many(300));
    vi.advanceTimersByTime(landsAfter);
    expect(flight.passes('fox 1')).toBe(false);
    expect(landed()).toBe(1);
  });
});
