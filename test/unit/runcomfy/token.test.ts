import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Answer } from '../../../src/runcomfy/answer.ts';
import { checkedBy, normalizeToken, type TokenCheck } from '../../../src/runcomfy/token.ts';

describe('the answer to the status of a request that cannot exist', () => {
  const failed = (kind: Extract<Answer, { outcome: 'failed' }>['kind'], code: number | null): Answer => ({
    outcome: 'failed',
    kind,
    code,
    detail: '',
    refused: false,
    retryAfter: null,
  });

  test.each<[string, Answer, TokenCheck]>([
    ['the request is unknown, by the code of the service', failed('requestUnknown', 404001), 'accepted'],
    ["it is another account's, by the code of the service", failed('forbidden', 403001), 'accepted'],
    ['a job, against all expectation', { outcome: 'read', value: { status: 'in_queue' } }, 'accepted'],
    ['not ready', { outcome: 'notReady' }, 'accepted'],
    ['the token is refused, by its code', failed('tokenRefused', 400004), 'refused'],
    ['the token is refused, without a code', failed('tokenRefused', null), 'refused'],
    ['not found, by nobody in particular', failed('requestUnknown', null), 'notChecked'],
    ['forbidden, by nobody in particular', failed('forbidden', null), 'notChecked'],
    ['a page of a guard', failed('unreadableAnswer', null), 'notChecked'],
    ['too many requests', failed('rateLimited', null), 'notChecked'],
    ['a fault of the service', failed('serviceFailure', 500001), 'notChecked'],
    ['nobody there', failed('unreachable', null), 'notChecked'],
    ['too late', failed('timedOut', null), 'notChecked'],
  ])('%s', (_, answer, check) => {
    expect(checkedBy(answer)).toBe(check);
  });
});

describe('a token as it is given', () => {
  test.each([
    ['as it is', 'abc-DEF_123.~!', 'abc-DEF_123.~!'],
    ['with what a copy brings', '\t abc\r\n', 'abc'],
    ['nothing', '', null],
    ['spaces alone', '  \n', null],
    ['two words', 'Bearer abc', null],
    ['two lines', 'abc\ndef', null],
    ['a header more', 'abc\r\nX-Evil: 1', null],
    ['letters that are not ASCII', 'ábc', null],
    ['the longest', 'x'.repeat(8192), 'x'.repeat(8192)],
    ['longer than that', 'x'.repeat(8193), null],
  ])('%s', (_, text, token) => {
    expect(normalizeToken(text)).toBe(token);
  });

  test('is null or can be a header, whatever is typed', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' })), (text) => {
        const token = normalizeToken(text);
        expect(() => new Headers({ authorization: `Bearer ${token ?? ''}` })).not.toThrow();
        expect(token === null || normalizeToken(token) === token).toBe(true);
      }),
    );
  });
});
