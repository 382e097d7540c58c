import fc from 'fast-check';
import { expect, test } from 'vitest';
import { everything } from '../../../../src/history/matches.ts';
import { parseIntent } from '../../../../src/vscode/gallery/intent.ts';

test.each([
  { type: 'ready', query: everything, timeZone: 'Asia/Kathmandu' },
  { type: 'find', query: { ...everything, text: 'fox', shape: 'square', since: 1 } },
  { type: 'job', action: 'submitAgain', generation: '20260304T050607000Z-a' },
  { type: 'picture', action: 'insert', generation: 'a', index: 4 },
  { type: 'several', action: 'delete' },
  { type: 'select', how: 'extend', generation: 'a', index: 2 },
  { type: 'selectAll', isWanted: false },
  { type: 'viewPicture', generation: 'a', index: 2 },
  { type: 'view', what: 'next' },
  { type: 'gallery', action: 'saveAll' },
  { type: 'look', range: { first: 48, end: 96 } },
  { type: 'unloadable', generation: 'a', index: 1, isThumbnail: false },
  { type: 'thumbnail', generation: 'a', index: 1, bytes: new Uint8Array(2) },
  { type: 'copied', generation: 'a', index: 1, worked: false },
])('$type is what the page may want', (intent) => {
  expect(parseIntent(intent)).toEqual(intent);
});

test.each([
  ['nothing', undefined],
  ['a word', 'ready'],
  ['another type', { type: 'run', command: 'rm' }],
  ['another action', { type: 'job', action: 'pay', generation: 'a' }],
  ["a picture's action on a job", { type: 'job', action: 'insert', generation: 'a' }],
  ['a page that looks for nothing that there is', { type: 'ready' }],
  ['a search as long as a book', { type: 'find', query: { ...everything, text: 'a'.repeat(1001) } }],
  ['a time zone of nowhere', { type: 'ready', query: everything, timeZone: 'Europe/Nowhere' }],
  ['more at once than a page can show', { type: 'look', range: { first: 0, end: 100_000 } }],
  ['a range that ends before it begins', { type: 'look', range: { first: 2, end: 1 } }],
  ['an id that is a path to select', { type: 'select', how: 'toggle', generation: '../a', index: 1 }],
  ['an id that is a path', { type: 'job', action: 'cancel', generation: '../../secret' }],
  ['an index of no picture', { type: 'picture', action: 'save', generation: 'a', index: 0 }],
  ['a small copy that is no bytes', { type: 'thumbnail', generation: 'a', index: 1, bytes: 'RIFF' }],
  ['an index in words', { type: 'picture', action: 'save', generation: 'a', index: '1' }],
])('%s is obeyed by nobody', (_, message) => {
  expect(parseIntent(message)).toBeNull();
});

test('whatever comes, nothing is thrown, and what goes on has an id that is no path', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.anything(),
        fc.record({
          type: fc.constantFrom('job', 'picture', 'unloadable'),
          action: fc.constantFrom('cancel', 'save'),
          generation: fc.string(),
          index: fc.integer(),
        }),
      ),
      (message) => {
        const intent = parseIntent(message);
        expect(
          intent === null || !('generation' in intent) || /^[A-Za-z0-9-]+$/.test(intent.generation),
        ).toBe(true);
      },
    ),
  );
});
