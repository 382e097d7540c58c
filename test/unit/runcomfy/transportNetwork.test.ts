import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Transport } from '../../../src/runcomfy/exchange.ts';
import { plainNetwork } from '../../../src/runcomfy/network.ts';
import { ConnectProxy } from './connectProxy.ts';
import { stranger } from './identities.ts';
import { closed } from './plainServer.ts';
import { get, post, ProxiedScene, ways } from './proxiedScene.ts';

let scene: ProxiedScene;
let transport: Transport;
let other: ConnectProxy;

beforeEach(async () => {
  scene = await ProxiedScene.start();
  transport = await scene.transport();
  other = await ConnectProxy.start();
  scene.proxy.ports.forEach((port, name) => other.ports.set(name, port));
});

afterEach(async () => {
  await Promise.all([scene.close(), other.close()]);
});

/** Resolves when so many connections have asked for a tunnel, and answers none of them. */
function stalled(proxy: ConnectProxy, count: number): Promise<void> {
  return new Promise((resolve) => {
    proxy.answer = () => {
      if (proxy.asked.length === count) {
        resolve();
      }
    };
  });
}

/** As `stalled`, with tunnels that lead to nobody who would speak TLS. */
function stalledWithin(proxy: ConnectProxy, count: number): Promise<void> {
  let hellos = 0;
  return new Promise((resolve) => {
    proxy.answer = (client) => {
      client.once('data', () => {
        hellos += 1;
        if (hellos === count) {
          resolve();
        }
      });
      client.write('HTTP/1.1 200 OK\r\n\r\n');
    };
  });
}

const stalls = [
  ['while the proxy says nothing', stalled],
  ['within the handshake', stalledWithin],
] as const;

describe('settings that change between two requests', () => {
  test.each(ways)('take effect at once for %s, and what was open is let go', async (_, way) => {
    await get(transport);
    scene.network = { ...scene.network, proxy: other.url };
    expect(await way(transport)).toMatchObject({ outcome: 'answered' });
    expect([scene.proxy.asked.length, other.asked.length]).toEqual([1, 1]);
    await get(transport);
    await closed(scene.proxy.connections[0]);
  });

  test('close what was open where it is no longer trusted', async () => {
    const lax = await ProxiedScene.start({ server: stranger });
    try {
      lax.network = { ...lax.network, strictCertificates: false };
      const by = await lax.transport();
      lax.network = { ...lax.network, strictCertificates: false };
      expect(await get(by)).toMatchObject({ outcome: 'answered' });
      lax.network = { ...lax.network, strictCertificates: true };
      for (const [, way] of ways) {
        expect(await way(by)).toMatchObject({ outcome: 'failed', kind: 'notTrusted' });
      }
      expect(lax.server.requests).toHaveLength(1);
    } finally {
      await lax.close();
    }
  });

  test('that are the same again keep what is open', async () => {
    await get(transport);
    for (let times = 0; times < 5; times++) {
      scene.network = structuredClone(scene.network);
      await get(transport);
    }
    expect(scene.proxy.asked.length).toBeLessThan(6);
  });

  test('leave what is on its way alone', async () => {
    const { first, answer } = await heldRead();
    scene.network = { ...scene.network, proxy: other.url };
    expect(await get(transport)).toMatchObject({ outcome: 'answered' });
    answer();
    expect(await first).toMatchObject({ outcome: 'answered' });
    await closed(scene.proxy.connections[0]);
  });
});

/** A read that came to the server, and is answered when told to. All others are answered at once. */
async function heldRead(): Promise<{ first: ReturnType<typeof get>; answer: () => void }> {
  const held = Promise.withResolvers<() => void>();
  scene.server.answer = (response) => {
    scene.server.answer = (later) => later.end('{}');
    held.resolve(() => response.end('{}'));
  };
  const first = get(transport);
  return { first, answer: await held.promise };
}

describe('an abort while a tunnel opens', () => {
  describe.each(stalls)('%s', (_, stall) => {
    test.each(ways)('of %s throws its reason, and lets go', async (__, way) => {
      const reason = new Error('the window closes');
      const abort = new AbortController();
      const reached = stall(scene.proxy, 1);
      const exchanged = way(transport, abort.signal);
      await reached;
      abort.abort(reason);
      await expect(exchanged).rejects.toBe(reason);
      await Promise.all(scene.proxy.connections.map(closed));
      expect(scene.server.requests).toHaveLength(0);
    });
  });

  test('of one read leaves the others alone', async () => {
    const abort = new AbortController();
    const reached = stalled(scene.proxy, 2);
    const [given, kept] = [get(transport, abort.signal), get(transport)];
    await reached;
    abort.abort(new Error('no longer wanted'));
    await expect(given).rejects.toThrow('no longer wanted');
    scene.proxy.connections.forEach((client, index) => {
      scene.proxy.pass(client, scene.proxy.asked[index]!);
    });
    expect(await kept).toMatchObject({ outcome: 'answered' });
    expect(scene.server.requests).toHaveLength(1);
  });

  test('of a connection without a proxy lets go as well', async () => {
    const mute = createServer();
    mute.listen(0, '127.0.0.1');
    await once(mute, 'listening');
    try {
      const abort = new AbortController();
      scene.network = plainNetwork;
      const { port } = mute.address() as AddressInfo;
      const exchanged = transport.get(new URL(`https://127.0.0.1:${port}/`), {}, abort.signal);
      const [socket] = (await once(mute, 'connection')) as [Socket];
      socket.resume();
      abort.abort(new Error('no longer wanted'));
      await expect(exchanged).rejects.toThrow('no longer wanted');
      await closed(socket);
    } finally {
      mute.close();
    }
  });
});

describe('the end of a transport', () => {
  test('lets go of tunnels that were kept', async () => {
    await get(transport);
    await transport.close();
    await Promise.all(scene.proxy.connections.map(closed));
  });

  test.each(stalls)('lets go of tunnels that open, %s: nothing was sent through them', async (_, stall) => {
    const reached = stall(scene.proxy, ways.length);
    const exchanged = ways.map(([, way]) => way(transport));
    await reached;
    await transport.close();
    expect(await Promise.all(exchanged)).toMatchObject([
      { outcome: 'failed' },
      { outcome: 'failed', kind: 'unreachable' },
      { outcome: 'failed' },
    ]);
    await Promise.all(scene.proxy.connections.map(closed));
    expect(scene.server.requests).toHaveLength(0);
  });

  test('ends reads, also those of earlier settings', async () => {
    const { first } = await heldRead();
    scene.network = { ...scene.network, proxy: other.url };
    await get(transport);
    await transport.close();
    expect(await first).toMatchObject({ outcome: 'failed' });
    await Promise.all([...scene.proxy.connections, ...other.connections].map(closed));
  });

  test('waits for the answer to a write that was sent: it may have been paid for', async () => {
    const came = Promise.withResolvers<() => void>();
    scene.server.answer = (response) => {
      came.resolve(() => response.end('{}'));
    };
    const exchanged = post(transport);
    const answer = await came.promise;
    await transport.close();
    answer();
    expect(await exchanged).toMatchObject({ outcome: 'answered' });
    await Promise.all(scene.proxy.connections.map(closed));
  });

  test.each(ways)('is the end: %s certainly is not sent any more', async (_, way) => {
    await transport.close();
    scene.network = { ...scene.network, proxy: other.url };
    expect(await way(transport)).toMatchObject({ outcome: 'failed', kind: 'unreachable' });
    expect([...scene.proxy.connections, ...other.connections]).toEqual([]);
    const reason = new Error('the window closes');
    await expect(way(transport, AbortSignal.abort(reason))).rejects.toBe(reason);
  });
});
