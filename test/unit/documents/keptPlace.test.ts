import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findPlace, follow, remember, type Change, type Range } from '../../../src/documents/keptPlace.ts';
import { marked } from './edits.ts';

interface Edit {
  readonly offset: number;
  readonly removed: number;
  readonly text: string;
}

function edited(text: string, { offset, removed, text: inserted }: Edit): string {
  return text.slice(0, offset) + inserted + text.slice(offset + removed);
}

describe('a place follows', () => {
  const place = { start: 10, end: 20 };
  test.each<[string, Change, Range]>([
    ['text put before it', { offset: 3, removed: 0, inserted: 5 }, { start: 15, end: 25 }],
    ['text taken before it', { offset: 3, removed: 5, inserted: 0 }, { start: 5, end: 15 }],
    ['text put behind it', { offset: 25, removed: 3, inserted: 9 }, place],
    [
      'text put right before it, which stays outside',
      { offset: 10, removed: 0, inserted: 2 },
      { start: 12, end: 22 },
    ],
    ['text put right behind it, which stays outside', { offset: 20, removed: 0, inserted: 2 }, place],
    ['text put into it', { offset: 15, removed: 0, inserted: 2 }, { start: 10, end: 22 }],
    ['text taken out of it', { offset: 12, removed: 4, inserted: 0 }, { start: 10, end: 16 }],
    ['a cut of its beginning', { offset: 5, removed: 8, inserted: 1 }, { start: 6, end: 13 }],
    ['a cut of its end', { offset: 15, removed: 20, inserted: 1 }, { start: 10, end: 15 }],
    ['what it was replaced with', { offset: 10, removed: 10, inserted: 4 }, { start: 10, end: 14 }],
    ['its own deletion, to where it was', { offset: 5, removed: 30, inserted: 0 }, { start: 5, end: 5 }],
  ])('%s', (_, change, expected) => {
    expect(follow(place, change)).toEqual(expected);
  });

  test('so that, after any edits, it holds all that is left of its text and nothing that stood outside', () => {
    const step = fc.tuple(fc.nat(), fc.nat({ max: 6 }), fc.nat({ max: 5 }));
    fc.assert(
      fc.property(fc.nat({ max: 30 }), fc.nat({ max: 10 }), fc.array(step), (start, length, steps) => {
        let range: Range = { start, end: start + length };
        const inPlace = (at: number): string => (at >= start && at < start + length ? 'in' : 'out');
        let letters = Array.from({ length: start + length + 10 }, (_, at) => inPlace(at));
        for (const [at, most, inserted] of steps) {
          const offset = at % (letters.length + 1);
          const removed = Math.min(most, letters.length - offset);
          letters = letters.toSpliced(offset, removed, ...Array.from({ length: inserted }, () => 'new'));
          range = follow(range, { offset, removed, inserted });
        }
        const held = letters.slice(range.start, range.end);
        const left = letters.filter((letter) => letter === 'in');
        expect(range.start).toBeLessThanOrEqual(range.end);
        expect(range.end).toBeLessThanOrEqual(letters.length);
        expect(held.filter((letter) => letter !== 'new')).toEqual(left);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('a remembered place', () => {
  /** Both texts mark the place; `null` where it must not be found. */
  function found(before: string, now: string): { readonly is: Range | null; readonly shouldBe: Range } {
    const { text, range } = marked(before);
    const { text: textNow, range: rangeNow } = marked(now);
    return { is: findPlace(textNow, remember(text, range)), shouldBe: rangeNow };
  }

  test.each([
    ['where nothing changed', 'fox «fox» fox', 'fox «fox» fox'],
    ['where nothing changed and all is alike', 'fox\n«fox\n»fox\nfox\n', 'fox\n«fox\n»fox\nfox\n'],
    ['as a whole document', '«A fox»', '«A fox»'],
    ['moved', 'A «fox» in snow', 'Once upon a time, a «fox» sat on snow'],
    ['moved to other words', 'One. «A red fox.» Two.', 'Three. Four.\n\n«A red fox.»'],
    [
      'moved, with another such text before it',
      'One fox.\n\nTwo «fox» in snow.',
      'A fox.\n\nOne fox.\n\nTwo «fox» in snow.',
    ],
    ['where another such text now stands at its old offset', 'ab «fox» cd fox ef', '«fox» cd fox ef'],
    ['with other line ends', 'One\r\nA «red\r\nfox» in\r\nsnow', 'One\nA «red\nfox» in\nsnow'],
    ['with CRLF instead of LF', 'A «red\nfox» in\nsnow', 'A «red\r\nfox» in\r\nsnow'],
    ['of no length, where nothing changed', 'A «»fox', 'A «»fox'],
  ])('is found %s', (_, before, now) => {
    const { is, shouldBe } = found(before, now);
    expect(is).toEqual(shouldBe);
  });

  test.each([
    ['its text is gone', 'A «fox» in snow', 'A hare in snow'],
    ['the document is empty', 'A «fox»', ''],
    ['nothing tells it from another', 'A «fox»', 'One fox, two fox, fox'],
    ['it had no length, and the text changed', 'A «»fox', 'A hare'],
  ])('is not guessed at where %s', (_, before, now) => {
    expect(found(before, now).is).toBeNull();
  });

  test('is found after any edits that leave it and its surroundings alone', () => {
    const some = fc.string({ unit: fc.constantFrom('a', 'b', '\n'), maxLength: 200 });
    const around = fc.string({ unit: fc.constantFrom('a', 'b', '\n'), minLength: 79, maxLength: 79 });
    fc.assert(
      fc.property(
        fc.tuple(some, some),
        fc.tuple(some, some),
        fc.tuple(around, around, fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 1, maxLength: 9 })),
        ([start, end], [startNow, endNow], [before, behind, own]) => {
          // The § is what makes these surroundings the only ones.
          const { is, shouldBe } = found(
            `${start}§${before}«${own}»${behind}§${end}`,
            `${startNow}§${before}«${own}»${behind}§${endNow}`,
          );
          expect(is).toEqual(shouldBe);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('is never said to be where another text stands', () => {
    const some = fc.string({ unit: fc.constantFrom('a', 'b', '\n'), maxLength: 40 });
    const edits = fc.array(fc.record({ offset: fc.nat(), removed: fc.nat({ max: 5 }), text: some }), {
      minLength: 1,
    });
    fc.assert(
      fc.property(some, fc.nat(), fc.nat({ max: 6 }), edits, (text, at, length, changes) => {
        const start = at % (text.length + 1);
        const place = remember(text, { start, end: Math.min(text.length, start + length) });
        const now = changes.reduce(
          (changed, edit) => edited(changed, { ...edit, offset: edit.offset % (changed.length + 1) }),
          text,
        );
        const range = findPlace(now, place);
        expect(range === null || now.slice(range.start, range.end) === place.text).toBe(true);
        expect(range === null || range.end <= now.length).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  test('is looked for in large documents of nothing but its own text', () => {
    const text = 'a'.repeat(1_000_000);
    const place = remember(text, { start: 999_990, end: 999_991 });
    expect(findPlace(text.slice(500_000), place)).toBeNull();
  });

  test('is looked for in linear time where it is long, and much alike', { timeout: 20_000 }, () => {
    const place = remember('a'.repeat(300_001), { start: 0, end: 300_000 });
    expect(findPlace(`b${'a'.repeat(600_000)}`, place)).toBeNull();
    expect(findPlace(`b${'a'.repeat(300_000)}`, place)).toEqual({ start: 1, end: 300_001 });
  });
});
