import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { failureOnModel, readAnswer, type Answer } from '../../../src/runcomfy/answer.ts';
import type { Exchange } from '../../../src/runcomfy/exchange.ts';

const token = 'the-secret-token';
const page = '<!DOCTYPE html>\n<html><body><h1>504 Gateway time-out</h1></body></html>';

function answered(status: number, body: unknown, retryAfter: number | null = null): Exchange<string> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { outcome: 'answered', status, retryAfter, location: null, body: text };
}

function read(status: number, body: unknown): Answer {
  return readAnswer(answered(status, body), token);
}

function failure(status: number, body: unknown): Extract<Answer, { outcome: 'failed' }> {
  const answer = read(status, body);
  if (answer.outcome !== 'failed') {
    throw new Error(`it was taken for an answer: ${JSON.stringify(answer)}`);
  }
  return answer;
}

describe('an answer of the service', () => {
  test.each([200, 201, 202])('is read with %i', (status) => {
    expect(read(status, { request_id: 'a' })).toEqual({ outcome: 'read', value: { request_id: 'a' } });
  });

  test.each([null, 0, '', false, '0'])('may name an error code that is none: %j', (error_code) => {
    expect(read(200, { error_code, request_id: 'a' })).toMatchObject({ outcome: 'read' });
  });

  test.each([
    [200, { error_code: 400005 }],
    [400, { error_code: 400005, error_message: 'Result is not ready' }],
    [400, { error_code: '400005' }],
    [404, { code: 400005 }],
  ])('with %i and %j says that the job is not ready', (status, body) => {
    expect(read(status, body)).toEqual({ outcome: 'notReady' });
  });
});

describe('an error', () => {
  test('may have a text that is something else', () => {
    const error = { length: { toString: 'no function' } };
    expect(failure(500, { error, detail: 'why' }).detail).toBe('HTTP 500: why');
  });

  test('in a 2xx is one', () => {
    expect(failure(200, { error_code: 500001, request_id: 'a' })).toMatchObject({
      kind: 'serviceFailure',
      code: 500001,
      refused: false,
    });
    expect(failure(202, { error_code: 400002 })).toMatchObject({ kind: 'noCredit', refused: true });
  });

  test.each(['E_BROKEN', true, { code: 3 }, [1, 2], -1, 1.5])(
    'may have a code that is no number: %j',
    (code) => {
      expect(failure(200, { error_code: code })).toMatchObject({ kind: 'unreadableAnswer', refused: false });
    },
  );

  test('is told by its code, whatever the HTTP status is', () => {
    expect(failure(400, { error_code: 400004 }).kind).toBe('tokenRefused');
    expect(failure(500, { error_code: 400002 })).toMatchObject({ kind: 'noCredit', refused: true });
    expect(failure(400, { error_code: 500001 })).toMatchObject({ kind: 'serviceFailure', refused: false });
    expect(failure(404, { error_code: '400001' }).kind).toBe('modelUnavailable');
  });

  test('may say code and error instead', () => {
    expect(failure(400, { code: 400004, error: 'Invalid token' })).toMatchObject({
      kind: 'tokenRefused',
      code: 400004,
      detail: 'HTTP 400, code 400004: Invalid token',
    });
  });

  test.each([3, 404, 'E7', null])('may have a code that is not one of the service: %j', (code) => {
    expect(failure(429, { code })).toMatchObject({ kind: 'rateLimited', code: null });
  });

  test.each([
    [{ error_message: 'one', message: 'two' }, 'one'],
    [{ error_message: '', message: 'two' }, 'two'],
    [{ error: 'three', detail: 'four' }, 'three'],
    [{ detail: 'four' }, 'four'],
    [{ error: { reason: 5 } }, '{"error":{"reason":5}}'],
    [{ detail: [{ msg: 'six' }] }, '{"detail":[{"msg":"six"}]}'],
    ['seven', 'seven'],
    ['', ''],
  ])('keeps the text of the server for the log: %j', (body, text) => {
    expect(failure(422, body).detail).toBe(`HTTP 422: ${text}`);
  });

  test('keeps one short line of it', () => {
    const { detail } = failure(500, { error_message: `a\n\t b${' c'.repeat(1000)}` });
    expect(detail).toMatch(/^HTTP 500: a b c c/);
    expect(detail.length).toBeLessThan(330);
  });

  test('keeps the wait that the server asked for', () => {
    expect(readAnswer(answered(429, {}, 7_000), token)).toMatchObject({ retryAfter: 7_000 });
  });
});

describe('what is no answer of the service', () => {
  test.each([page, 'OK', '', '{"request_id":"a', 'null', '[]', '[{"request_id":"a"}]', '7', '"a"'])(
    'with 200 cannot be read, and nobody knows what became of the request: %s',
    (body) => {
      expect(failure(200, body)).toMatchObject({ kind: 'unreadableAnswer', code: null, refused: false });
    },
  );

  test.each([
    [502, 'serviceFailure', false],
    [504, 'serviceFailure', false],
    [520, 'serviceFailure', false],
    [429, 'rateLimited', true],
    [401, 'tokenRefused', true],
    [307, 'unreadableAnswer', false],
    // It knows no account and no request, so that it cannot mean one.
    [403, 'unreadableAnswer', true],
    [404, 'unreadableAnswer', true],
    [407, 'proxyRefused', true],
    [511, 'unreadableAnswer', false],
  ] as const)('as a page with %i is %s', (status, kind, refused) => {
    expect(failure(status, page)).toMatchObject({ kind, refused, code: null });
  });

  test.each([
    ['unreachable', 'unreachable', true],
    ['notTrusted', 'notTrusted', true],
    ['proxyRefused', 'proxyRefused', true],
    ['connectionLost', 'connectionLost', false],
    ['timedOut', 'timedOut', false],
    ['tooLarge', 'unreadableAnswer', false],
  ] as const)('as an exchange that failed (%s) is %s', (failed, kind, refused) => {
    const exchanged: Exchange<string> = { outcome: 'failed', kind: failed, detail: 'why' };
    expect(readAnswer(exchanged, token)).toEqual({
      outcome: 'failed',
      kind,
      detail: 'why',
      code: null,
      refused,
      retryAfter: null,
    });
  });
});

test('whatever comes, it is read without falling over, and only an object without an error is an answer', () => {
  const body = fc.oneof(fc.string(), fc.json(), fc.constant(page));
  fc.assert(
    fc.property(fc.integer({ min: 100, max: 599 }), body, (status, text) => {
      const answer = read(status, text);
      expect(answer.outcome === 'read' && (status < 200 || status > 299)).toBe(false);
      expect(answer.outcome === 'failed' && answer.refused && status >= 500).toBe(false);
    }),
  );
});

test('the token never comes back, wherever the server puts it', () => {
  const around = fc.string({ maxLength: 400 });
  const place = fc.constantFrom('error_message', 'message', 'error', 'detail', 'status', 'anything');
  fc.assert(
    fc.property(
      fc.constantFrom(200, 400, 500),
      around,
      around,
      place,
      fc.boolean(),
      (status, before, after, key, plain) => {
        const echo = `${before}${token}${after}`;
        const answer = read(status, plain ? echo : { [key]: echo, nested: [{ echo }] });
        expect(JSON.stringify(answer)).not.toContain(token);
        expect(JSON.stringify(answer)).not.toContain(token.slice(0, -1));
      },
    ),
  );
});

test('the token does not come back as the name of something either', () => {
  expect(read(200, { [token]: 1, nested: [{ [`for ${token}`]: 'a' }] })).toEqual({
    outcome: 'read',
    value: { '***': 1, nested: [{ 'for ***': 'a' }] },
  });
  expect(failure(400, { error_code: 400004, [token]: 1 }).detail).not.toContain(token);
});

test('where a model is asked for, what is not found is the model', () => {
  expect(failureOnModel({ kind: 'requestUnknown', detail: 'why' })).toEqual({
    kind: 'modelUnavailable',
    detail: 'why',
  });
  expect(failureOnModel({ kind: 'noCredit', detail: 'why' })).toEqual({ kind: 'noCredit', detail: 'why' });
});
