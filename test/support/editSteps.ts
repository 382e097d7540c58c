import fc from 'fast-check';
import type { Range } from '../../src/documents/keptPlace.ts';
import type { Rewriting } from './letteredText.ts';

const spots = [
  'anywhere',
  'start',
  'end',
  'inside',
  'over the start',
  'over the end',
  'whole',
  'around',
] as const;

/** Where to write, as seen from a place; numbers that are too large count from the start again. */
export interface Aim {
  readonly spot: (typeof spots)[number];
  readonly place: number;
  readonly at: number;
  readonly length: number;
  readonly text: string;
}

export type EditStep =
  | { readonly does: 'edit'; readonly aims: readonly Aim[] }
  | { readonly does: 'type'; readonly aim: Aim; readonly keys: string }
  | { readonly does: 'deliver'; readonly job: number }
  | { readonly does: 'undo' | 'redo' | 'format' | 'convert' | 'reopen' }
  | { readonly does: 'changeUnseen'; readonly at: 'start' | 'end'; readonly text: string };

/** Nothing that Markdown would take for more than words. */
const pieces = fc.constantFrom('ox', 'elk', 'roe', 'a', 'b', ',', ',', '\n', '\n\n');
const words = fc.array(pieces, { maxLength: 6 }).map((all) => all.join(''));
export const paragraphs = fc
  .array(fc.array(pieces, { minLength: 3, maxLength: 8 }), { minLength: 2, maxLength: 5 })
  .map((all) => all.map((each) => `elk${each.join('')}ox`).join('\n\n'));

const aim: fc.Arbitrary<Aim> = fc.record({
  spot: fc.constantFrom(...spots),
  place: fc.nat({ max: 2 }),
  at: fc.nat({ max: 200 }),
  length: fc.nat({ max: 7 }),
  text: words,
});

const step: fc.Arbitrary<EditStep> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      does: fc.constant('edit' as const),
      aims: fc.array(aim, { minLength: 1, maxLength: 3 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      does: fc.constant('type' as const),
      aim,
      keys: fc.constantFrom('a', 'ox', 'roe'),
    }),
  },
  {
    weight: 10,
    arbitrary: fc.record({ does: fc.constantFrom('undo' as const, 'undo' as const, 'redo' as const) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ does: fc.constantFrom('format' as const, 'convert' as const, 'reopen' as const) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      does: fc.constant('changeUnseen' as const),
      at: fc.constantFrom('start' as const, 'end' as const),
      text: words,
    }),
  },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('deliver' as const), job: fc.nat({ max: 2 }) }) },
);

export const editSteps = fc.array(step, { minLength: 1, maxLength: 14 });

/** What an aim means in a text with a place; never half of a line break. */
export function aimed({ spot, at, length, text }: Aim, now: string, place: Range | null): Rewriting {
  const { start, end } = place ?? { start: at, end: at + length };
  const within = start + (at % (end - start + 1));
  const stretches: Record<Aim['spot'], readonly [number, number]> = {
    anywhere: [at % (now.length + 1), (at % (now.length + 1)) + length],
    start: [start, start],
    end: [end, end],
    inside: [within, Math.min(end, within + length)],
    'over the start': [start - 1 - (at % 4), start + length],
    'over the end': [end - 1 - (at % 4), end + length],
    whole: [start, end],
    around: [start - (at % 4), end + length],
  };
  const [first, last] = stretches[spot];
  const offset = wholeLineBreak(now, first);
  const endOfLine = now.includes('\r\n') ? '\r\n' : '\n';
  return {
    offset,
    removed: Math.max(0, wholeLineBreak(now, last) - offset),
    text: text.replaceAll('\n', endOfLine),
  };
}

/** Without those that meet one before them: an editor takes no such changes together. */
export function apart(rewritings: readonly Rewriting[]): Rewriting[] {
  return rewritings
    .toSorted((one, other) => one.offset - other.offset)
    .reduce<Rewriting[]>((taken, each) => {
      const last = taken.at(-1);
      return last !== undefined && last.offset + last.removed >= each.offset ? taken : [...taken, each];
    }, []);
}

/** Whether an edit leaves another text: what is written anew as it was is no step of Undo, and moves no place. */
export function changesText(text: string, rewritings: readonly Rewriting[]): boolean {
  const fromEnd = rewritings.toSorted((one, other) => other.offset - one.offset);
  const after = fromEnd.reduce(
    (now, { offset, removed, text: written }) => now.slice(0, offset) + written + now.slice(offset + removed),
    text,
  );
  return after !== text;
}

/** An offset that is not in the middle of a line break. */
export function wholeLineBreak(text: string, offset: number): number {
  const at = Math.max(0, Math.min(text.length, offset));
  return text.slice(at - 1, at + 1) === '\r\n' ? at + 1 : at;
}
