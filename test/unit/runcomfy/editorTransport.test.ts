import https from 'node:https';
import { createServer, Socket, type AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createEditorTransport } from '../../../src/runcomfy/editorTransport.ts';
import type { Transport } from '../../../src/runcomfy/exchange.ts';
import { known } from './identities.ts';
import { PlainServer } from './plainServer.ts';
import { megabyte, never, ways } from './ways.ts';

const patience = 60_000;

let server: PlainServer;
let transport: Transport;
/** Waits for hardly any time, once it is connected. */
let hasty: Transport;

beforeEach(async () => {
  server = await PlainServer.start();
  transport = createEditorTransport();
  hasty = createEditorTransport({ connect: patience, read: 50, write: 50 });
});

afterEach(async () => {
  await server.close();
});

describe.each(ways)('%s by the editor’s way', (_, way) => {
  test('brings status, body, and the headers that count', async () => {
    server.answer = (response) => {
      response.writeHead(429, { 'retry-after': '7', location: '/elsewhere', 'content-encoding': 'gzip' });
      response.end(gzipSync('grüße'));
    };
    const exchanged = await way(transport, new URL('/a/b?c=d', server.url));
    expect(exchanged).toMatchObject({ status: 429, retryAfter: 7_000, location: '/elsewhere' });
    const { body } = exchanged as { readonly body: string | Uint8Array };
    expect(typeof body === 'string' ? body : Buffer.from(body).toString()).toBe('grüße');
    expect(server.requests).toMatchObject([{ path: '/a/b?c=d', headers: { 'accept-encoding': 'identity' } }]);
  });

  test.each([307, 500, 503])('is made once, though %i comes back', async (status) => {
    server.answer = (response) => {
      response.writeHead(status, { 'retry-after': '0', location: '/' });
      response.end();
    };
    expect(await way(transport, server.url)).toMatchObject({ outcome: 'answered', status });
    expect(server.requests).toHaveLength(1);
  });

  test.each([
    ['before the answer', ''],
    ['within the body', 'HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nhalf'],
  ])('is made once, though the connection breaks %s', async (__, sent) => {
    server.answer = (response) => {
      response.socket?.end(sent);
    };
    expect(await way(transport, server.url)).toMatchObject({ outcome: 'failed', kind: 'connectionLost' });
    expect(server.requests).toHaveLength(1);
  });

  test('that is not answered is given up, and may have been sent', async () => {
    server.answer = () => undefined;
    expect(await way(hasty, server.url)).toMatchObject({ outcome: 'failed', kind: 'timedOut' });
    expect(server.requests).toHaveLength(1);
  });

  test('where nobody listens is unreachable', async () => {
    const nobody = createServer();
    await new Promise<void>((resolve) => nobody.listen(0, '127.0.0.1', resolve));
    const { port } = nobody.address() as AddressInfo;
    await new Promise((resolve) => nobody.close(resolve));
    const exchanged = await way(transport, new URL(`http://127.0.0.1:${port}/`));
    expect(exchanged).toMatchObject({ outcome: 'failed', kind: 'unreachable' });
  });

  test('to a host that nobody here trusts is not sent', async () => {
    const secure = await PlainServer.start({ identity: known });
    const exchanged = await way(transport, new URL(`https://127.0.0.1:${secure.port}/`));
    expect(exchanged).toMatchObject({ outcome: 'failed', kind: 'notTrusted' });
    expect(secure.requests).toEqual([]);
    await secure.close();
  });

  test('whose handshake never ends is not sent', async () => {
    const silent = createServer();
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as AddressInfo;
    const impatient = createEditorTransport({ connect: 50, read: patience, write: patience });
    const exchanged = await way(impatient, new URL(`https://127.0.0.1:${port}/`));
    expect(exchanged).toMatchObject({ outcome: 'failed', kind: 'unreachable' });
    silent.close();
  });

  test('that is aborted throws the reason', async () => {
    const abort = new AbortController();
    server.answer = () => {
      abort.abort(new Error('enough'));
    };
    await expect(way(transport, server.url, abort.signal)).rejects.toThrow('enough');
    await expect(way(transport, server.url, abort.signal)).rejects.toThrow('enough');
    expect(server.requests).toHaveLength(1);
  });
});

test('a body of more bytes than the limit is not read', async () => {
  server.answer = (response) => response.end(Buffer.alloc(megabyte + 1));
  expect(await transport.download(server.url, megabyte, never)).toMatchObject({ kind: 'tooLarge' });
});

/** As the editor's `https.request` does it when a proxy answers a CONNECT with a refusal: on a socket that leads nowhere. */
function refuseTunnels(answer: string): Socket {
  const nowhere = new Socket({ writable: false });
  const { request } = https;
  const agent = new https.Agent();
  agent.createConnection = () => nowhere;
  vi.spyOn(https, 'request').mockImplementationOnce((url, options) => {
    const asked = request(url, { ...options, agent });
    asked.once('socket', () => {
      nowhere.push(answer);
      nowhere.push(null);
    });
    return asked;
  });
  return nowhere;
}

test.each(ways)('%s that a proxy lets through to nobody is refused by the proxy', async (_, way) => {
  for (const status of ['407 Proxy Authentication Required', '403 Forbidden', '502 Bad Gateway', '200 OK']) {
    refuseTunnels(`HTTP/1.1 ${status}\r\ncontent-length: 2\r\n\r\n{}`);
    const exchanged = await way(transport, new URL('https://model-api.runcomfy.net/v1/models/a'));
    expect(exchanged).toEqual({
      outcome: 'failed',
      kind: 'proxyRefused',
      detail: `the proxy answered ${status.slice(0, 3)}`,
    });
  }
});

test('what a proxy answered that cannot be read was not sent either', async () => {
  refuseTunnels('nonsense');
  const exchanged = await transport.post(new URL('https://model-api.runcomfy.net/'), {}, '{}', never);
  expect(exchanged).toMatchObject({ outcome: 'failed', kind: 'unreachable' });
});
