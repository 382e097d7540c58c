import { describe, expect, test } from 'vitest';
import { eitherWay } from '../../../src/runcomfy/eitherWay.ts';
import type { Exchange, Transport } from '../../../src/runcomfy/exchange.ts';

type Kind = Extract<Exchange<never>, { outcome: 'failed' }>['kind'];

const never = new AbortController().signal;
const api = new URL('https://model-api.runcomfy.net/v1/models/a');
const file = new URL('https://files.runcomfy.net/a.png');
const here = new URL('http://127.0.0.1:9/v1/models/a');

/** Answers with its name, or fails as it is told. */
class Way implements Transport {
  readonly asked: string[] = [];
  fails: Kind | null = null;
  closed = false;
  readonly #name: string;

  constructor(name: string) {
    this.#name = name;
  }

  get(url: URL): Promise<Exchange<string>> {
    return this.#answer('GET', url, this.#name);
  }

  post(url: URL): Promise<Exchange<string>> {
    return this.#answer('POST', url, this.#name);
  }

  download(url: URL): Promise<Exchange<Uint8Array>> {
    return this.#answer('GET', url, Buffer.from(this.#name));
  }

  close(): Promise<void> {
    this.closed = true;
    return Promise.resolve();
  }

  #answer<Body>(method: string, url: URL, body: Body): Promise<Exchange<Body>> {
    this.asked.push(`${method} ${url.pathname}`);
    return Promise.resolve(
      this.fails === null
        ? { outcome: 'answered', status: 200, retryAfter: null, location: null, body }
        : { outcome: 'failed', kind: this.fails, detail: this.#name },
    );
  }
}

function scene(): { own: Way; editors: Way; transport: Transport } {
  const own = new Way('own');
  const editors = new Way('editors');
  return { own, editors, transport: eitherWay(own, editors) };
}

test('while our own way leads there, the editor is not asked', async () => {
  const { editors, transport } = scene();
  expect(await transport.get(api, {}, never)).toMatchObject({ body: 'own' });
  expect(await transport.post(api, {}, '{}', never)).toMatchObject({ body: 'own' });
  expect(editors.asked).toEqual([]);
});

describe.each(['unreachable', 'proxyRefused'] as const)('where our own way is %s', (kind) => {
  test('a read goes the editor’s way, and from then on all that goes there', async () => {
    const { own, editors, transport } = scene();
    own.fails = kind;
    expect(await transport.get(api, {}, never)).toMatchObject({ body: 'editors' });
    expect(await transport.get(api, {}, never)).toMatchObject({ body: 'editors' });
    expect(await transport.post(api, {}, '{}', never)).toMatchObject({ body: 'editors' });
    expect(own.asked).toEqual(['GET /v1/models/a']);
    expect(editors.asked).toEqual(['GET /v1/models/a', 'GET /v1/models/a', 'POST /v1/models/a']);
    // Another host may be reached otherwise.
    await transport.download(file, 1000, never);
    expect(own.asked).toEqual(['GET /v1/models/a', 'GET /a.png']);
  });

  test('a write goes the editor’s way once a read has been answered there', async () => {
    const { own, editors, transport } = scene();
    own.fails = kind;
    expect(await transport.post(api, {}, '{}', never)).toMatchObject({ body: 'editors' });
    expect(editors.asked).toEqual(['GET /', 'POST /v1/models/a']);
  });

  test('and the editor finds none either, nothing is sent, and our own failure is told', async () => {
    const { own, editors, transport } = scene();
    own.fails = kind;
    editors.fails = 'unreachable';
    const failure = { outcome: 'failed', kind, detail: 'own' };
    expect(await transport.post(api, {}, '{}', never)).toEqual(failure);
    expect(await transport.get(api, {}, never)).toEqual(failure);
    expect(editors.asked.filter((each) => each.startsWith('POST'))).toEqual([]);
  });

  test('this machine is not looked for elsewhere', async () => {
    const { own, editors, transport } = scene();
    own.fails = kind;
    await transport.get(here, {}, never);
    await transport.post(here, {}, '{}', never);
    expect(editors.asked).toEqual([]);
  });
});

test.each(['connectionLost', 'timedOut', 'tooLarge', 'notTrusted'] as const)(
  'what failed with %s goes no other way: it may have been sent, or nobody is to be trusted',
  async (kind) => {
    const { own, editors, transport } = scene();
    own.fails = kind;
    expect(await transport.post(api, {}, '{}', never)).toMatchObject({ kind });
    expect(await transport.get(api, {}, never)).toMatchObject({ kind });
    expect(editors.asked).toEqual([]);
  },
);

test('when the editor’s way is gone, ours is looked for again', async () => {
  const { own, editors, transport } = scene();
  own.fails = 'unreachable';
  await transport.get(api, {}, never);
  own.fails = null;
  editors.fails = 'unreachable';
  expect(await transport.get(api, {}, never)).toMatchObject({ kind: 'unreachable' });
  expect(await transport.get(api, {}, never)).toMatchObject({ body: 'own' });
});

test('both ways are closed', async () => {
  const { own, editors, transport } = scene();
  await transport.close();
  expect([own.closed, editors.closed]).toEqual([true, true]);
});

test('a write that found the editor’s way gone was not sent, and the next one goes ours again', async () => {
  const { own, editors, transport } = scene();
  own.fails = 'unreachable';
  await transport.get(api, {}, never);
  own.fails = null;
  editors.fails = 'proxyRefused';
  expect(await transport.post(api, {}, '{}', never)).toMatchObject({ kind: 'proxyRefused' });
  expect(await transport.post(api, {}, '{}', never)).toMatchObject({ body: 'own' });
});

test.each(['proxyRefused', 'notTrusted'] as const)(
  'where ours only cannot be reached, and the editor knows that it is %s, that is told',
  async (kind) => {
    const { own, editors, transport } = scene();
    own.fails = 'unreachable';
    editors.fails = kind;
    expect(await transport.get(api, {}, never)).toMatchObject({ kind, detail: 'editors' });
    expect(await transport.post(api, {}, '{}', never)).toMatchObject({ kind, detail: 'editors' });
    expect(editors.asked).toEqual(['GET /v1/models/a', 'GET /']);
  },
);
