import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isSameSpan, nextSpan, type Span } from '../../../src/webview/span.ts';

const wanted = { top: 100, bottom: 900 };
const inSight = { top: 200, bottom: 700 };

test.each([
  ['grows downwards first', { top: 100, bottom: 500 }, { top: 100, bottom: 700 }],
  ['and upwards when the way down is done', { top: 300, bottom: 800 }, { top: 100, bottom: 800 }],
  ['lets go of what is out of sight', { top: -500, bottom: 300 }, { top: 100, bottom: 500 }],
  ['begins with what is in sight after a jump', { top: 5000, bottom: 6000 }, { top: 200, bottom: 400 }],
])('%s', (_, drawn, expected) => {
  expect(nextSpan(drawn, wanted, inSight, 200)).toEqual(expected);
});

test('from wherever, it comes to what is wanted in short steps, and stays there', () => {
  const span = fc
    .tuple(fc.integer({ min: -5000, max: 5000 }), fc.integer({ min: 1, max: 3000 }))
    .map(([top, height]) => ({ top, bottom: top + height }));
  fc.assert(
    fc.property(span, span, fc.integer({ min: 50, max: 500 }), (drawn, goal, most) => {
      const sight = { top: goal.top + 1, bottom: goal.bottom - 1 };
      let at: Span = drawn;
      for (let step = 0; step < 70; step++) {
        const next = nextSpan(at, goal, sight, most);
        const kept = Math.max(0, Math.min(at.bottom, next.bottom) - Math.max(at.top, next.top));
        expect(next.bottom - next.top - kept).toBeLessThanOrEqual(most);
        expect(next.top).toBeGreaterThanOrEqual(goal.top);
        expect(next.bottom).toBeLessThanOrEqual(goal.bottom);
        at = next;
      }
      expect(isSameSpan(at, goal)).toBe(true);
      expect(nextSpan(at, goal, sight, most)).toEqual(goal);
    }),
  );
});
