import { describe, expect, test } from 'vitest';
import { FollowedPlace, type DocumentChange } from '../../../src/documents/followedPlace.ts';
import { marked } from './edits.ts';

/** A followed place after events, each told as one change, with « and » around it in the text. */
function after(
  document: string,
  ...events: readonly (readonly [DocumentChange['reason'], string])[]
): string {
  const { text, range } = marked(document);
  const place = new FollowedPlace(range, text);
  let before = text;
  for (const [reason, now] of events) {
    place.changed({ changes: [difference(before, now)], reason, text: now });
    before = now;
  }
  const { start, end } = place.range ?? { start: 0, end: 0 };
  return `${before.slice(0, start)}«${before.slice(start, end)}»${before.slice(end)}`;
}

function difference(before: string, now: string): DocumentChange['changes'][number] {
  const most = Math.min(before.length, now.length);
  let start = 0;
  while (start < most && before[start] === now[start]) start++;
  let end = 0;
  while (end < most - start && before.at(-1 - end) === now.at(-1 - end)) end++;
  return { offset: start, removed: before.length - end - start, inserted: now.length - end - start };
}

describe('a followed place', () => {
  test.each([
    ['its first letter', 'A «fox» in', 'A ox in'],
    ['its last letter', 'A «fox» in', 'A fo in'],
    ['all of it', 'A «fox» in', 'A  in'],
    ['more than it', 'A «fox» in', 'An'],
    ['its end and what follows', 'A «fox» in', 'A f'],
  ])('has %s again when the deletion is undone, and lost it again when that is redone', (_, whole, cut) => {
    const { text } = marked(whole);
    expect(after(whole, ['edit', cut], ['undo', text])).toBe(whole);
    const lost = after(whole, ['edit', cut]);
    expect(after(whole, ['edit', cut], ['undo', text], ['redo', cut])).toBe(lost);
    expect(after(whole, ['edit', cut], ['edit', 'A fox in'])).not.toBe(whole);
  });

  test('comes back over what was undone before it was taken', () => {
    expect(after('A «fox»', ['undo', 'A f'], ['redo', 'A fox'])).toBe('A «fox»');
  });

  test('is not where an edit that was given up had put it', () => {
    const events = [
      ['edit', 'A '],
      ['undo', 'A fox'],
      ['edit', 'A red fox'],
      ['undo', 'A fox'],
    ] as const;
    expect(after('A «fox»', ...events)).toBe('A «fox»');
    expect(after('A «fox»', ...events, ['redo', 'A red fox'])).toBe('A red «fox»');
  });

  test('stays where a part of it is replaced by the same words', () => {
    const { text, range } = marked('A «fox» in');
    const place = new FollowedPlace(range, text);
    const half = { offset: range.start - 1, removed: 3, inserted: 3 };
    place.changed({ changes: [half], reason: 'edit', text });
    expect(place.range).toEqual(range);
  });

  test('is its words where a formatter wrote them once more, with more around them', () => {
    expect(after('b\n\n«fox»\n\nc', ['edit', 'b1\n\n\nfox\n\n\nc1'])).toBe('b1\n\n\n«fox»\n\n\nc1');
  });

  test('is where it was when all line ends change, though its words stand there twice', () => {
    const alike = 'fox\nfox\n«fox»\nfox\n';
    const place = new FollowedPlace(marked(alike).range, marked(alike).text);
    const text = marked(alike).text.replaceAll('\n', '\r\n');
    place.changed({ changes: [{ offset: 0, removed: 16, inserted: text.length }], reason: 'edit', text });
    expect(place.range).toEqual({ start: 10, end: 13 });
  });
});
