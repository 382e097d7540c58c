import type { Socket } from 'node:net';
import { Transform } from 'node:stream';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ConnectProxy } from './connectProxy.ts';
import { known, stranger } from './identities.ts';
import { closed } from './plainServer.ts';
import { api, get, never, post, ProxiedScene, token, ways } from './proxiedScene.ts';

let scene: ProxiedScene;

beforeEach(async () => {
  scene = await ProxiedScene.start();
});

afterEach(async () => {
  await scene.close();
});

describe('through a proxy', () => {
  test.each(ways)('%s comes to its server, and its answer back', async (_, way) => {
    scene.server.answer = (response) => {
      response.end('grüße');
    };
    const exchanged = await way(await scene.transport());
    expect(exchanged).toMatchObject({ outcome: 'answered', status: 200 });
    expect(exchanged.outcome === 'answered' && Buffer.from(exchanged.body).toString()).toBe('grüße');
    expect(scene.server.requests).toHaveLength(1);
    expect(scene.proxy.asked).toHaveLength(1);
  });

  test('a write comes whole, and once', async () => {
    await post(await scene.transport());
    expect(scene.server.requests).toMatchObject([{ method: 'POST', path: api.pathname, body: '{"a":1}' }]);
  });

  test('the proxy learns the name of the host, and nothing else: the token goes to the API alone', async () => {
    const transport = await scene.transport();
    await get(transport);
    await post(transport);
    const target = 'model-api.runcomfy.net:443';
    expect(scene.proxy.asked.map((asked) => asked.target)).toEqual([target, target]);
    expect(scene.proxy.asked.map(({ headers }) => headers.toSorted())).toEqual([
      ['connection: close', `host: ${target}`],
      ['connection: close', `host: ${target}`],
    ]);
    expect(scene.server.requests.map(({ headers }) => headers.authorization)).toEqual([
      `Bearer ${token}`,
      `Bearer ${token}`,
    ]);
    for (const secret of [token, api.pathname, '{"a":1}']) {
      expect(scene.proxy.heard).not.toContain(secret);
    }
  });

  test('the port of a host is asked for', async () => {
    scene.proxy.ports.set('model-api.runcomfy.net:8443', scene.server.port);
    await (await scene.transport()).get(new URL('https://model-api.runcomfy.net:8443/'), {}, never);
    expect(scene.proxy.asked).toMatchObject([{ target: 'model-api.runcomfy.net:8443' }]);
    expect(scene.server.requests).toHaveLength(1);
  });

  test('an address of IPv6 is asked for in its brackets', async () => {
    await (await scene.transport()).get(new URL('https://[fd00::1]/'), {}, never);
    expect(scene.proxy.asked[0]).toMatchObject({ target: '[fd00::1]:443' });
  });

  test('reads share tunnels', async () => {
    const transport = await scene.transport();
    for (const way of [get, get, get, get, get, get]) {
      await way(transport);
    }
    expect(scene.server.requests).toHaveLength(6);
    expect(scene.proxy.asked.length).toBeLessThan(6);
  });

  test('each write has a tunnel of its own, which is let go', async () => {
    const transport = await scene.transport();
    await get(transport);
    await post(transport);
    await post(transport);
    expect(scene.proxy.asked).toHaveLength(3);
    await Promise.all(scene.proxy.connections.slice(1).map(closed));
    expect(scene.proxy.connections[0]?.destroyed).toBe(false);
  });

  test('a proxy that speaks TLS is used as well, and told its own name, not the one of the host', async () => {
    const secure = await ProxiedScene.start({ proxy: known });
    try {
      const transport = await secure.transport();
      for (const [, way] of ways) {
        expect(await way(transport)).toMatchObject({ outcome: 'answered' });
      }
      expect(secure.server.requests).toHaveLength(3);
      expect(secure.proxy.asked.map(({ servername }) => servername)).toEqual([null, null, null]);
      expect(secure.proxy.heard).not.toContain(token);
    } finally {
      await secure.close();
    }
  });

  test('a proxy whose certificate nobody vouches for is told nothing, and gone around by nobody', async () => {
    const secure = await ProxiedScene.start({ proxy: stranger });
    try {
      const transport = await secure.transport();
      for (const [, way] of ways) {
        expect(await way(transport)).toMatchObject({ outcome: 'failed', kind: 'notTrusted' });
      }
      expect([secure.proxy.heard, secure.server.requests.length]).toEqual(['', 0]);
    } finally {
      await secure.close();
    }
  });
});

describe('a login', () => {
  const basic = `basic ${Buffer.from('ann:p@ss').toString('base64')}`;

  /** Lets through who is logged in. */
  function demandLogin(proxy: ConnectProxy, login: string): void {
    proxy.answer = (client, asked) => {
      if (asked.headers.includes(`proxy-authorization: ${login.toLowerCase()}`)) {
        proxy.pass(client, asked);
      } else {
        client.end('HTTP/1.1 407 Proxy Authentication Required\r\nproxy-authenticate: Basic\r\n\r\nwho?');
      }
    };
  }

  test.each(ways)(
    'in the address of the proxy opens the tunnel for %s, and goes no further',
    async (_, way) => {
      demandLogin(scene.proxy, basic);
      scene.network = { ...scene.network, proxy: scene.proxy.url.replace('://', '://ann:p%40ss@') };
      expect(await way(await scene.transport())).toMatchObject({ outcome: 'answered' });
      expect(scene.server.requests).toHaveLength(1);
      expect(scene.server.requests[0]?.headers).not.toHaveProperty('proxy-authorization');
    },
  );

  test('of the settings goes before the one in the address', async () => {
    demandLogin(scene.proxy, 'Negotiate abc');
    scene.network = {
      ...scene.network,
      proxy: scene.proxy.url.replace('://', '://ann:p%40ss@'),
      proxyAuthorization: 'Negotiate abc',
    };
    expect(await post(await scene.transport())).toMatchObject({ outcome: 'answered' });
    expect(scene.proxy.asked).toHaveLength(1);
  });

  test('that no header can hold costs nothing', async () => {
    scene.network = { ...scene.network, proxyAuthorization: 'Basic a\r\nx: y' };
    expect(await post(await scene.transport())).toMatchObject({ outcome: 'failed', kind: 'unreachable' });
    expect(scene.proxy.asked).toHaveLength(0);
  });

  test('is in no detail for the log', async () => {
    const login = 'somebody:p%40ss@';
    scene.network = { ...scene.network, proxy: scene.proxy.url.replace('://', `://${login}`) };
    const transport = await scene.transport();
    scene.proxy.answer = (client) => client.end('HTTP/1.1 407 No\r\n\r\n');
    const failures = [await post(transport)];
    scene.proxy.answer = (client) => client.destroy();
    failures.push(await post(transport));
    scene.network = { ...scene.network, proxy: `socks5://${login}127.0.0.1:1` };
    failures.push(await post(transport));
    expect(failures.map(({ outcome }) => outcome)).toEqual(['failed', 'failed', 'failed']);
    expect(JSON.stringify(failures)).not.toMatch(/somebody|p@ss|p%40ss/);
  });
});

/** Each is an end before TLS stands. */
const refusals: readonly [string, string, string][] = [
  [
    'wants a login',
    'HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 4\r\n\r\nwho?',
    'proxyRefused',
  ],
  ['refuses', 'HTTP/1.1 403 Forbidden\r\n\r\n<html>', 'proxyRefused'],
  ['does not find the host', 'HTTP/1.1 502 Bad Gateway\r\n\r\n', 'proxyRefused'],
  ['sends elsewhere', 'HTTP/1.1 302 Found\r\nlocation: https://evil.example/\r\n\r\n', 'proxyRefused'],
  ['hangs up before its answer', '', 'unreachable'],
  ['hangs up within the first line', 'HTTP/1.1 20', 'unreachable'],
  ['hangs up within the head', 'HTTP/1.1 200 OK\r\nvia: a', 'unreachable'],
  ['answers garbage', '\u0000\u0001garbage\r\n\r\n', 'unreachable'],
  ['says to go on, and nothing more', 'HTTP/1.1 100 Continue\r\n\r\n', 'unreachable'],
  ['hangs up once the tunnel is open', 'HTTP/1.1 200 OK\r\n\r\n', 'unreachable'],
  [
    'is another kind of server behind its tunnel',
    'HTTP/1.1 200 OK\r\n\r\nSSH-2.0-OpenSSH_9.6\r\n',
    'unreachable',
  ],
];

describe.each(refusals)('where the proxy %s', (_, said, kind) => {
  test.each(ways)('%s certainly was not sent', async (__, way) => {
    const transport = await scene.transport();
    scene.proxy.answer = (client) => client.end(said);
    expect(await way(transport)).toMatchObject({ outcome: 'failed', kind });
    expect(scene.proxy.asked).toHaveLength(1);
    await Promise.all(scene.proxy.connections.map(closed));
    expect(scene.server.requests).toHaveLength(0);
  });
});

describe('where there is no proxy', () => {
  test.each(ways)('%s is unreachable: it is not gone around', async (_, way) => {
    const transport = await scene.transport();
    await scene.proxy.close();
    const exchanged = await way(transport);
    expect(exchanged).toMatchObject({ outcome: 'failed', kind: 'unreachable' });
    expect(exchanged).toHaveProperty('detail', expect.stringContaining('ECONNREFUSED'));
    scene = await ProxiedScene.start();
  });

  test.each(ways)('%s is refused by one of another kind: it is not gone around', async (_, way) => {
    scene.network = { ...scene.network, proxy: scene.proxy.url.replace('http:', 'socks5:') };
    const exchanged = await way(await scene.transport());
    expect(exchanged).toMatchObject({ outcome: 'failed', kind: 'proxyRefused' });
    expect([scene.proxy.connections.length, scene.server.requests.length]).toEqual([0, 0]);
  });
});

/** Lets so many bytes come back, and then ends the connection. */
function endAfter(bytes: number, end: () => void): Transform {
  let left = bytes;
  return new Transform({
    transform(part: Buffer, _, callback) {
      callback(null, part.subarray(0, left));
      left -= part.length;
      if (left <= 0) {
        setImmediate(end);
      }
    },
  });
}

const endings = [
  ['ended', (client: Socket): unknown => client.end()],
  ['reset', (client: Socket): unknown => client.resetAndDestroy()],
] as const;

describe.each(endings)('a tunnel that is %s', (_, end) => {
  describe.each([
    ['', undefined],
    [' of a proxy that speaks TLS', known],
  ])('within the handshake%s', (__, identity) => {
    test.each([0, 1, 5, 100, 300])('after %i bytes of it: a write certainly was not sent', async (bytes) => {
      const cut = await ProxiedScene.start(identity === undefined ? {} : { proxy: identity });
      try {
        const transport = await cut.transport();
        cut.proxy.answer = (client, asked) => {
          const wire = cut.proxy.connections.at(-1)!;
          cut.proxy.pass(
            client,
            asked,
            endAfter(bytes, () => end(wire)),
          );
        };
        expect(await post(transport)).toMatchObject({ outcome: 'failed', kind: 'unreachable' });
        expect(cut.server.requests).toHaveLength(0);
        await Promise.all(cut.proxy.connections.map(closed));
      } finally {
        await cut.close();
      }
    });
  });

  test.each([
    ['before the answer', ''],
    ['within the head of the answer', 'HTTP/1.1 200 OK\r\ncontent-le'],
    ['within the body of the answer', 'HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nhalf'],
  ])('once a write came, %s: what became of it is not known, and it is not sent again', async (__, said) => {
    scene.server.answer = (response) => {
      response.socket?.write(said, () => end(scene.proxy.connections[0]!));
    };
    expect(await post(await scene.transport())).toMatchObject({ outcome: 'failed', kind: 'connectionLost' });
    expect(scene.server.requests.map(({ method }) => method)).toEqual(['POST']);
    expect(scene.proxy.asked).toHaveLength(1);
  });
});

describe('a tunnel that is not open in time', () => {
  // They are waited for together, since it is real time.
  test.each<[string, (proxy: ConnectProxy) => ConnectProxy['answer']]>([
    ['because the proxy says nothing', () => () => undefined],
    ['because the proxy stops halfway', () => (client) => client.write('HTTP/1.1 200 OK\r\nvia: a')],
    ['because nobody is behind it', () => (client) => client.write('HTTP/1.1 200 OK\r\n\r\n')],
    [
      'because its other end stops within the handshake',
      (proxy) => (client, asked) => {
        proxy.pass(
          client,
          asked,
          endAfter(100, () => undefined),
        );
      },
    ],
  ])('%s: nothing was sent, and its connection is let go', async (_, answer) => {
    const transport = scene.newTransport({ connect: 50 });
    scene.proxy.answer = answer(scene.proxy);
    const exchanged = await Promise.all(ways.map(([, way]) => way(transport)));
    expect(exchanged).toMatchObject(ways.map(() => ({ outcome: 'failed', kind: 'unreachable' })));
    await Promise.all(scene.proxy.connections.map(closed));
    expect(scene.proxy.asked).toHaveLength(3);
    expect(scene.server.requests).toHaveLength(0);
  });
});

test('where no answer comes through a tunnel in time, what became of a write is not known', async () => {
  scene.server.answer = () => undefined;
  expect(await post(await scene.transport({ write: 50 }))).toMatchObject({ kind: 'timedOut' });
  expect(scene.server.requests.map(({ method }) => method)).toEqual(['POST']);
  await Promise.all(scene.proxy.connections.map(closed));
});
