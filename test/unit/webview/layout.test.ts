import fc from 'fast-check';
import { expect, test } from 'vitest';
import { heightOf, layoutOf, placeAfter } from '../../../src/webview/layout.ts';

const metrics = { columns: 3, pitch: 100, heading: 40 };
/** 3 rows, 1 row, 2 rows: 340, 140 and 240 high. */
const days = [
  { date: '2026-03-04', count: 7 },
  { date: '2026-03-03', count: 2 },
  { date: '2026-03-01', count: 5 },
];
const anyDays = fc
  .array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 30 })
  .map((counts) => counts.map((count, at) => ({ date: `day ${at}`, count })));
const anyMetrics = fc.record({
  columns: fc.integer({ min: 1, max: 8 }),
  pitch: fc.integer({ min: 50, max: 600 }),
  heading: fc.integer({ min: 20, max: 60 }),
});

test('draws whole rows of what is in sight, with room for the rest', () => {
  const { above, days: drawn, below, range } = layoutOf(days, metrics, 145, 365);
  expect(above).toBe(0);
  expect(drawn).toEqual([
    { date: '2026-03-04', count: 7, start: 0, range: { first: 3, end: 7 }, above: 100, below: 0 },
    { date: '2026-03-03', count: 2, start: 7, range: { first: 7, end: 9 }, above: 0, below: 0 },
  ]);
  expect(below).toBe(240);
  expect(range).toEqual({ first: 3, end: 9 });
});

test('whatever is in sight, the whole is as high as all of it, and what is drawn stands where it would', () => {
  fc.assert(
    fc.property(anyDays, anyMetrics, fc.nat(20_000), fc.nat(3000), (all, sizes, top, high) => {
      const { above, days: drawn, below, range } = layoutOf(all, sizes, top, top + high);
      const whole = heightOf(all, sizes, Number.MAX_SAFE_INTEGER);
      const height = drawn.reduce((sum, day) => {
        const rows = Math.ceil((day.range.end - day.range.first) / sizes.columns);
        return sum + sizes.heading + day.above + rows * sizes.pitch + day.below;
      }, 0);
      expect(above + height + below).toBe(whole);
      const total = all.reduce((sum, { count }) => sum + count, 0);
      for (let place = 0; place < total; place++) {
        const begin = heightOf(all, sizes, place);
        const isInSight = begin < top + high && begin + sizes.pitch > top;
        expect(!isInSight || (range.first <= place && place < range.end)).toBe(true);
      }
      expect(range.end - range.first).toBeLessThanOrEqual(
        // A row cut at each border, and what headings leave of rows.
        (Math.ceil(high / sizes.pitch) + 2) * sizes.columns,
      );
    }),
  );
});

test.each([
  ['ArrowRight', 2, 3],
  ['ArrowRight', 6, 7],
  ['ArrowLeft', 7, 6],
  ['ArrowLeft', 0, null],
  ['ArrowDown', 1, 4],
  // The last row of a day is shorter, and the next day goes on below it.
  ['ArrowDown', 5, 6],
  ['ArrowDown', 6, 7],
  ['ArrowUp', 8, 6],
  ['ArrowUp', 2, null],
  ['ArrowDown', 13, null],
  ['Home', 9, 0],
  ['End', 0, 13],
] as const)('%s leads from picture %i to %s', (step, from, to) => {
  expect(placeAfter(days, 3, from, step)).toBe(to);
});
