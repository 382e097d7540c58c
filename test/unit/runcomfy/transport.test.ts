import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Exchange, Transport } from '../../../src/runcomfy/exchange.ts';
import { createTransport } from '../../../src/runcomfy/transport.ts';
import { closed, PlainServer } from './plainServer.ts';
import { download, get, megabyte, never, post, ways } from './ways.ts';

const patience = 60_000;

let server: PlainServer;
let transport: Transport;
/** Waits for hardly any time. */
let hasty: Transport;

beforeEach(async () => {
  server = await PlainServer.start();
  transport = createTransport();
  hasty = createTransport({ timeouts: { connect: patience, read: 50, write: 50 } });
});

afterEach(async () => {
  await Promise.all([transport.close(), hasty.close()]);
  await server.close();
});

describe.each(ways)('%s', (_, way) => {
  test('brings status, body, and the headers that count', async () => {
    server.answer = (response) => {
      response.writeHead(429, { 'retry-after': '7', location: '/elsewhere', 'x-other': 'b' });
      response.end('grüße');
    };
    const exchanged = await way(transport, new URL('/a/b?c=d', server.url));
    expect(exchanged).toMatchObject({
      outcome: 'answered',
      status: 429,
      retryAfter: 7_000,
      location: '/elsewhere',
    });
    expect(textOf(exchanged)).toBe('grüße');
    expect(server.requests).toMatchObject([{ path: '/a/b?c=d', headers: { 'accept-encoding': 'identity' } }]);
  });

  test.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
  ] as const)('takes a body that comes as %s all the same', async (encoding, compress) => {
    server.answer = (response) => {
      response.writeHead(200, { 'content-encoding': encoding });
      response.end(compress('grüße'));
    };
    expect(textOf(await way(transport, server.url))).toBe('grüße');
  });

  test('follows no redirect: the other place is never asked', async () => {
    const elsewhere = await PlainServer.start();
    try {
      server.answer = (response) => {
        response.writeHead(307, { location: elsewhere.url.href });
        response.end();
      };
      const exchanged = await way(transport, server.url);
      expect(exchanged).toMatchObject({ status: 307, location: elsewhere.url.href });
      expect([server.requests.length, elsewhere.requests.length]).toEqual([1, 0]);
    } finally {
      await elsewhere.close();
    }
  });

  test.each([408, 425, 429, 500, 502, 503, 504])('is made once, though %i comes back', async (status) => {
    server.answer = (response) => {
      response.writeHead(status, { 'retry-after': '0' });
      response.end();
    };
    expect(await way(transport, server.url)).toMatchObject({ outcome: 'answered', status });
    expect(server.requests).toHaveLength(1);
  });

  test.each([
    ['before the answer', (): string => ''],
    ['within the head', (): string => 'HTTP/1.1 200 OK\r\ncontent-le'],
    ['within the body', (): string => 'HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nhalf'],
  ])('is made once, though the connection breaks %s', async (__, sent) => {
    server.answer = (response) => {
      const { socket } = response;
      socket?.end(sent());
    };
    expect(await way(transport, server.url)).toMatchObject({ outcome: 'failed', kind: 'connectionLost' });
    expect(server.requests).toHaveLength(1);
  });

  test('is made once, though the connection is reset', async () => {
    server.answer = (response) => {
      response.socket?.resetAndDestroy();
    };
    expect(await way(transport, server.url)).toMatchObject({ outcome: 'failed', kind: 'connectionLost' });
    expect(server.requests).toHaveLength(1);
  });

  test('takes a body that says it is too large no further', async () => {
    server.answer = (response) => {
      response.writeHead(200, { 'content-length': String(64 * megabyte) });
      response.write('the beginning');
    };
    expect(await way(transport, server.url)).toMatchObject({ outcome: 'failed', kind: 'tooLarge' });
    await closed(server.connections[0]);
  });

  test('takes a body that has no end no further than its limit', async () => {
    server.answer = (response) => {
      const more = (): void => {
        while (!response.destroyed && response.write(new Uint8Array(megabyte / 4))) {
          // Until the other end takes no more.
        }
      };
      response.on('drain', more);
      more();
    };
    expect(await way(transport, server.url)).toMatchObject({ outcome: 'failed', kind: 'tooLarge' });
    await closed(server.connections[0]);
  });

  test('takes a body that grows beyond its limit when it is unpacked no further', async () => {
    const bomb = gzipSync(new Uint8Array(8 * megabyte));
    server.answer = (response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      response.end(bomb);
    };
    expect(await way(transport, server.url)).toMatchObject({ outcome: 'failed', kind: 'tooLarge' });
  });

  test('where nobody listens is unreachable', async () => {
    const { url } = server;
    await server.close();
    const exchanged = await way(transport, url);
    expect(exchanged).toMatchObject({ outcome: 'failed', kind: 'unreachable' });
    expect(exchanged).toHaveProperty('detail', expect.stringContaining('ECONNREFUSED'));
    server = await PlainServer.start();
  });

  test('whose signal is aborted is not made, and throws the reason', async () => {
    const reason = new Error('the window closes');
    await expect(way(transport, server.url, AbortSignal.abort(reason))).rejects.toBe(reason);
    expect(server.requests).toHaveLength(0);
  });

  test.each([
    ['before the answer', false],
    ['within the answer', true],
  ])('that is aborted %s throws the reason, and lets go', async (__, begun) => {
    const abort = new AbortController();
    const reason = new Error('the window closes');
    server.answer = (response) => {
      if (begun) {
        response.writeHead(200, { 'content-length': '10' });
        response.write('half');
      }
      abort.abort(reason);
    };
    await expect(way(transport, server.url, abort.signal)).rejects.toBe(reason);
    await closed(server.connections[0]);
  });
});

describe('an exchange that is not over in time', () => {
  // They are waited for together, since it is real time.
  test.each([
    ['because no answer comes', false],
    ['because an answer stops halfway', true],
  ])('is made once, and its connection let go, %s', async (_, begun) => {
    server.answer = (response) => {
      if (begun) {
        response.writeHead(200, { 'content-length': '10' });
        response.write('half');
      }
    };
    const exchanged = await Promise.all(ways.map(([, way]) => way(hasty, server.url)));
    expect(exchanged).toMatchObject(ways.map(() => ({ outcome: 'failed', kind: 'timedOut' })));
    await Promise.all(server.connections.map(closed));
    expect(server.requests.map(({ method }) => method).toSorted()).toEqual(['GET', 'GET', 'POST']);
  });
});

describe('where a connection never becomes a safe one', () => {
  let listener: Server;
  let hello: Buffer[];
  let url: URL;

  /** A port that reads what a client begins with, and says something that is not TLS. */
  beforeEach(async () => {
    hello = [];
    listener = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', (data) => {
        hello.push(data);
        socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
      });
    });
    listener.listen(0, '127.0.0.1');
    await once(listener, 'listening');
    url = new URL(`https://127.0.0.1:${(listener.address() as AddressInfo).port}/`);
  });

  afterEach(() => {
    listener.close();
  });

  test.each(ways)('%s is unreachable: nothing was sent', async (_, way) => {
    expect(await way(transport, url)).toMatchObject({ outcome: 'failed', kind: 'unreachable' });
    expect(hello).toHaveLength(1);
    expect(hello[0]?.toString('latin1')).not.toContain('x-header');
  });

  test.each(ways)('%s offers HTTP/1.1 alone: over HTTP/2 a write might be sent again', async (_, way) => {
    await way(transport, url);
    const offered = hello[0]?.toString('latin1');
    const [http1, http2] = ['\u0008http/1.1', '\u0002h2'];
    expect(offered).toContain(http1);
    expect(offered).not.toContain(http1 + http2);
    expect(offered).not.toContain(http2 + http1);
  });
});

describe('connections', () => {
  test('of reads are kept, and serve again', async () => {
    for (const way of [get, download, get, download, get, download]) {
      await way(transport, server.url);
    }
    expect(server.requests).toHaveLength(6);
    expect(server.connections.length).toBeLessThan(6);
  });

  test('of writes are their own, and are let go', async () => {
    await get(transport, server.url);
    await post(transport, server.url);
    await post(transport, server.url);
    expect(server.requests.map(({ connection }) => connection)).toEqual([1, 2, 3]);
    await Promise.all([closed(server.connections[1]), closed(server.connections[2])]);
    expect(server.connections[0]?.destroyed).toBe(false);
  });

  test('that the server gave up without a word cost no write', async () => {
    await get(transport, server.url);
    server.answer = (response, { connection }) => {
      if (connection === 1) {
        response.destroy();
      } else {
        response.end('{}');
      }
    };
    expect(await post(transport, server.url)).toMatchObject({ outcome: 'answered', status: 200 });
    expect(server.requests.map(({ method }) => method)).toEqual(['GET', 'POST']);
  });

  test('end with the transport', async () => {
    await get(transport, server.url);
    await transport.close();
    await closed(server.connections[0]);
  });
});

test('a read and a write bring their headers, and a write its body', async () => {
  await get(transport, server.url);
  await post(transport, server.url);
  expect(server.requests).toMatchObject([
    { method: 'GET', headers: { 'x-header': 'a' }, body: '' },
    { method: 'POST', headers: { 'x-header': 'a', 'content-length': '7' }, body: '{"a":1}' },
  ]);
});

test('a write may have no body', async () => {
  await transport.post(server.url, {}, null, never);
  expect(server.requests).toMatchObject([{ method: 'POST', headers: { 'content-length': '0' }, body: '' }]);
});

test('a download brings no header that says who asks', async () => {
  await download(transport, server.url);
  const names = Object.keys(server.requests[0]?.headers ?? {}).toSorted();
  expect(names).toEqual(['accept-encoding', 'connection', 'host']);
});

test('a body that is not what its header says breaks the exchange', async () => {
  server.answer = (response) => {
    response.writeHead(200, { 'content-encoding': 'gzip' });
    response.end('plain text');
  };
  expect(await get(transport, server.url)).toMatchObject({ outcome: 'failed', kind: 'connectionLost' });
});

test.each([
  ['that says how long it is', true],
  ['that does not', false],
])('a large body %s comes whole', async (_, isDeclared) => {
  const body = randomBytes(megabyte - 1);
  server.answer = (response) => {
    response.writeHead(200, isDeclared ? { 'content-length': String(body.length) } : {});
    // In parts, so that without a length it is sent in chunks.
    for (let at = 0; at < body.length; at += 100_000) {
      response.write(body.subarray(at, at + 100_000));
    }
    response.end();
  };
  const exchanged = await download(transport, server.url);
  expect(exchanged).toMatchObject({ outcome: 'answered' });
  expect(exchanged.outcome === 'answered' && body.equals(exchanged.body as Uint8Array)).toBe(true);
});

test('a body of just the limit is taken', async () => {
  server.answer = (response) => response.end(new Uint8Array(1000).fill(65));
  expect(await transport.download(server.url, 1000, never)).toMatchObject({ outcome: 'answered' });
  expect(await transport.download(server.url, 999, never)).toMatchObject({ outcome: 'failed' });
});

function textOf(exchanged: Exchange<string | Uint8Array>): string {
  if (exchanged.outcome === 'failed') {
    throw new Error(exchanged.detail);
  }
  return Buffer.from(exchanged.body).toString();
}
