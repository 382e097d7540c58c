import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mostLookedAt, type PictureRange } from '../../../src/pictureRange.ts';
import { nextLook } from '../../../src/webview/nextLook.ts';

const nothing: PictureRange = { first: 0, end: 0 };

function lengthOf({ first, end }: PictureRange): number {
  return end - first;
}

describe('the host is asked', () => {
  test('for no more than it gives at once, and for what is drawn, however large the window is', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 10_000 }),
        fc.integer({ min: 1, max: mostLookedAt }),
        (first, length) => {
          const drawn = { first, end: first + length };
          const look = nextLook(drawn, { told: nothing, asked: null, total: null });
          expect(lengthOf(look!)).toBeLessThanOrEqual(mostLookedAt);
          expect(look!.first).toBeLessThanOrEqual(drawn.first);
          expect(look!.end).toBeGreaterThanOrEqual(drawn.end);
        },
      ),
    );
  });

  test('before what it told of is scrolled through, and seldom', () => {
    const drawn = 16;
    let told: PictureRange = { first: 0, end: 48 };
    let looks = 0;
    for (let first = 0; first + drawn <= 10_000; first += 4) {
      const range = { first, end: first + drawn };
      const look = nextLook(range, { told, asked: null, total: 10_000 });
      looks += look === null ? 0 : 1;
      expect(range.end).toBeLessThanOrEqual(told.end);
      told = look ?? told;
    }
    expect(looks).toBeLessThan(10_000 / drawn);
  });

  test('once for the same', () => {
    const drawn = { first: 200, end: 216 };
    const asked = nextLook(drawn, { told: nothing, asked: null, total: null });
    expect(nextLook(drawn, { told: nothing, asked, total: null })).toBeNull();
    expect(nextLook({ first: 300, end: 316 }, { told: nothing, asked, total: null })).not.toBeNull();
  });

  test('for nothing after the last one', () => {
    const told = { first: 0, end: 20 };
    expect(nextLook({ first: 4, end: 20 }, { told, asked: null, total: 20 })).toBeNull();
    expect(nextLook({ first: 4, end: 20 }, { told, asked: null, total: null })).not.toBeNull();
  });
});
