import { expect, test } from 'vitest';
import type { Exchange, Transport } from '../../../src/runcomfy/exchange.ts';
import { downloadPicture } from '../../../src/runcomfy/pictureDownload.ts';

const api = new URL('https://model-api.runcomfy.net');
const files = 'https://files.runcomfy.net';
const never = new AbortController().signal;

/** Answers each address with what is next, and keeps what was asked for. */
class FakeTransport implements Transport {
  readonly asked: string[] = [];
  readonly limits: number[] = [];
  readonly #answers: Exchange<Uint8Array>[];

  constructor(...answers: Exchange<Uint8Array>[]) {
    this.#answers = answers;
  }

  download(url: URL, limit: number): Promise<Exchange<Uint8Array>> {
    this.asked.push(url.href);
    this.limits.push(limit);
    return Promise.resolve(this.#answers.shift() ?? answered(500));
  }

  get(): Promise<never> {
    return Promise.reject(new Error('a picture is downloaded'));
  }

  post(): Promise<never> {
    return Promise.reject(new Error('a picture is downloaded'));
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

function answered(
  status: number,
  location: string | null = null,
  retryAfter: number | null = null,
): Exchange<Uint8Array> {
  return { outcome: 'answered', status, retryAfter, location, body: Uint8Array.of(status % 256) };
}

test('a picture is its bytes, up to 32 MiB', async () => {
  const transport = new FakeTransport(answered(200));
  expect(await downloadPicture(transport, api, `${files}/a%3D/b.png?x=1`, never)).toEqual({
    outcome: 'bytes',
    bytes: Uint8Array.of(200),
  });
  expect([transport.asked, transport.limits]).toEqual([[`${files}/a%3D/b.png?x=1`], [32 * 1024 * 1024]]);
});

test.each([
  'https://evil.example/a.png',
  'http://files.runcomfy.net/a.png',
  'http://127.0.0.1:8000/a.png',
  'data:image/png;base64,AAAA',
  'file:///etc/passwd',
  '/a.png',
  '',
])('an address that is not the service’s own is never asked: %s', async (address) => {
  const transport = new FakeTransport(answered(200));
  expect(await downloadPicture(transport, api, address, never)).toMatchObject({
    outcome: 'failed',
    failure: { kind: 'pictureElsewhere' },
  });
  expect(transport.asked).toEqual([]);
});

test('a redirect is followed on the service’s own hosts, from where it came', async () => {
  const transport = new FakeTransport(
    answered(302, '/b.png'),
    answered(307, 'https://cdn.runcomfy.com/c.png'),
    answered(200),
  );
  expect(await downloadPicture(transport, api, `${files}/a/a.png`, never)).toMatchObject({
    outcome: 'bytes',
  });
  expect(transport.asked).toEqual([`${files}/a/a.png`, `${files}/b.png`, 'https://cdn.runcomfy.com/c.png']);
});

test.each([
  'https://evil.example/a.png',
  '//evil.example/a.png',
  'http://files.runcomfy.net/a.png',
  'file:///etc/passwd',
])('a redirect to %s is not followed', async (location) => {
  const transport = new FakeTransport(answered(302, location), answered(200));
  expect(await downloadPicture(transport, api, `${files}/a.png`, never)).toMatchObject({
    failure: { kind: 'unreadableAnswer' },
  });
  expect(transport.asked).toHaveLength(1);
});

test('redirects come to an end', async () => {
  const transport = new FakeTransport(...Array.from({ length: 9 }, () => answered(302, '/a.png')));
  expect(await downloadPicture(transport, api, `${files}/a.png`, never)).toMatchObject({
    failure: { kind: 'pictureUnavailable' },
  });
  expect(transport.asked).toHaveLength(4);
});

test.each([
  [404, 'pictureUnavailable'],
  [403, 'pictureUnavailable'],
  [410, 'pictureUnavailable'],
  [304, 'pictureUnavailable'],
  [407, 'proxyRefused'],
  [429, 'rateLimited'],
  [500, 'serviceFailure'],
  [504, 'serviceFailure'],
  [511, 'unreadableAnswer'],
] as const)('%i is %s, and says when to ask again', async (status, kind) => {
  const transport = new FakeTransport(answered(status, null, 7_000));
  expect(await downloadPicture(transport, api, `${files}/a.png`, never)).toEqual({
    outcome: 'failed',
    failure: { kind, detail: `HTTP ${status}` },
    retryAfter: 7_000,
  });
});

test.each([
  ['tooLarge', 'pictureTooLarge'],
  ['timedOut', 'timedOut'],
  ['connectionLost', 'connectionLost'],
  ['unreachable', 'unreachable'],
] as const)('an exchange that failed (%s) is %s', async (kind, expected) => {
  const transport = new FakeTransport({ outcome: 'failed', kind, detail: 'why' });
  expect(await downloadPicture(transport, api, `${files}/a.png`, never)).toEqual({
    outcome: 'failed',
    failure: { kind: expected, detail: 'why' },
    retryAfter: null,
  });
});
