import { expect, test } from 'vitest';
import { detailOf } from '../../../src/runcomfy/detail.ts';

const withCode = (error: Error, code: unknown): Error => Object.assign(error, { code });

test.each([
  ['its message', new Error('no way'), 'no way'],
  ['its code', withCode(new Error('connect failed'), 'ECONNREFUSED'), 'ECONNREFUSED: connect failed'],
  ['no code that is no word', withCode(new Error('no way'), 7), 'no way'],
  [
    'each of several, where it says nothing itself',
    withCode(new AggregateError([new Error('::1 refused'), new Error('127.0.0.1 refused')]), 'ECONNREFUSED'),
    'ECONNREFUSED: ::1 refused; 127.0.0.1 refused',
  ],
  ['its own word for several', new AggregateError([new Error('a')], 'all failed'), 'all failed'],
  ['nothing of what is no error', 'the-secret-token', 'an unknown error'],
])('the log gets of an error %s', (_, error, expected) => {
  expect(detailOf(error)).toBe(expected);
});
