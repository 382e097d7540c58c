import fc from 'fast-check';
import { expect, test } from 'vitest';
import { retryAfterOf } from '../../../src/runcomfy/retryAfter.ts';

const now = Date.UTC(2026, 0, 1, 12, 0, 0);
const fiveMinutes = 300_000;

test.each([
  ['no header', null, null],
  ['an empty one', ' ', null],
  ['words', 'soon', null],
  ['seconds', '7', 7_000],
  ['no seconds', '0', 0],
  ['a date ahead', 'Thu, 01 Jan 2026 12:00:30 GMT', 30_000],
  ['a date that is past', 'Thu, 01 Jan 2026 11:00:00 GMT', 0],
  ['more than five minutes', '86400', fiveMinutes],
  ['a date beyond five minutes', 'Fri, 02 Jan 2026 12:00:00 GMT', fiveMinutes],
  ['more seconds than a number holds', '9'.repeat(400), fiveMinutes],
])('%s is understood', (_, header, wait) => {
  expect(retryAfterOf(header, now)).toBe(wait);
});

test('whatever a server sends, the wait is none or between nothing and five minutes', () => {
  const header = fc.oneof(
    fc.string(),
    fc.integer().map(String),
    fc.double().map(String),
    fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
  );
  fc.assert(
    fc.property(header, (text) => {
      const wait = retryAfterOf(text, now);
      expect(wait === null || (wait >= 0 && wait <= fiveMinutes)).toBe(true);
    }),
  );
});
