import { execFile } from 'node:child_process';
import { networkInterfaces } from 'node:os';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Exchange, Transport } from '../../../src/runcomfy/exchange.ts';
import { plainNetwork, type Network } from '../../../src/runcomfy/network.ts';
import { createTransport } from '../../../src/runcomfy/transport.ts';
import { ConnectProxy } from './connectProxy.ts';
import { authority, client, expired, known, stranger } from './identities.ts';
import { PlainServer } from './plainServer.ts';
import { get, never, ProxiedScene, ways } from './proxiedScene.ts';

const undo: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const each of undo.splice(0).toReversed()) {
    await each();
  }
});

async function behindProxy(making: Parameters<typeof ProxiedScene.start>[0] = {}): Promise<ProxiedScene> {
  const scene = await ProxiedScene.start(making);
  undo.push(() => scene.close());
  return scene;
}

async function serverOn(place: Parameters<typeof PlainServer.start>[0]): Promise<PlainServer> {
  const server = await PlainServer.start(place);
  undo.push(() => server.close());
  return server;
}

function transportWith(network: Partial<Network>, system = (): string[] => [authority]): Transport {
  const transport = createTransport({ network: () => ({ ...plainNetwork, ...network }), system });
  undo.push(() => transport.close());
  return transport;
}

function read(transport: Transport, { url }: PlainServer): Promise<Exchange<string>> {
  return transport.get(url, {}, never);
}

describe('a certificate that nobody vouches for', () => {
  test.each(ways)('is trusted for no %s: nothing was sent', async (_, way) => {
    const scene = await behindProxy({ server: stranger });
    expect(await way(scene.newTransport())).toMatchObject({ outcome: 'failed', kind: 'notTrusted' });
    expect(scene.server.requests).toHaveLength(0);
  });

  test.each(ways)('is taken for %s where the person does not ask for strictness', async (_, way) => {
    const scene = await behindProxy({ server: stranger, proxy: stranger });
    scene.network = { ...scene.network, strictCertificates: false };
    expect(await way(scene.newTransport())).toMatchObject({ outcome: 'answered' });
    expect(scene.server.requests).toHaveLength(1);
  });

  test('is refused and taken in the same way without a proxy', async () => {
    const server = await serverOn({ identity: stranger });
    const [strict, lax] = [transportWith({}), transportWith({ strictCertificates: false })];
    expect(await read(strict, server)).toMatchObject({ outcome: 'failed', kind: 'notTrusted' });
    expect(server.requests).toHaveLength(0);
    expect(await read(lax, server)).toMatchObject({ outcome: 'answered' });
  });
});

test.each([
  ['that has expired', expired, 'CERT_HAS_EXPIRED'],
  ['that is meant for clients', client, 'INVALID_PURPOSE'],
  ['that nobody vouches for', stranger, 'DEPTH_ZERO_SELF_SIGNED_CERT'],
])('a certificate %s is not trusted, and the log says why', async (_, identity, code) => {
  const exchanged = await read(transportWith({}), await serverOn({ identity }));
  expect(exchanged).toMatchObject({ outcome: 'failed', kind: 'notTrusted' });
  expect(exchanged).toHaveProperty('detail', expect.stringContaining(code));
});

test('a certificate of another host is not trusted', async () => {
  const scene = await behindProxy();
  const exchanged = await scene.newTransport().get(new URL('https://elsewhere.example/'), {}, never);
  expect(exchanged).toMatchObject({ outcome: 'failed', kind: 'notTrusted' });
  expect(scene.server.requests).toHaveLength(0);
});

describe('whom the system trusts', () => {
  test.each(ways)('is trusted for %s, which is sent once', async (_, way) => {
    const scene = await behindProxy();
    expect(await way(scene.newTransport())).toMatchObject({ outcome: 'answered' });
    expect(scene.server.requests).toHaveLength(1);
  });

  test('is trusted as a proxy', async () => {
    const scene = await behindProxy({ proxy: known });
    expect(await get(scene.newTransport())).toMatchObject({ outcome: 'answered' });
  });

  test('is read once, although several are refused without it at once', async () => {
    const server = await serverOn({ identity: known });
    const system = vi.fn(() => [authority]);
    const transport = transportWith({}, system);
    const exchanged = await Promise.all(Array.from({ length: 5 }, () => read(transport, server)));
    expect(exchanged).toMatchObject(exchanged.map(() => ({ outcome: 'answered' })));
    expect(system).toHaveBeenCalledOnce();
  });

  test('is read once, although it does not help', async () => {
    const server = await serverOn({ identity: stranger });
    const system = vi.fn(() => [authority]);
    const transport = transportWith({}, system);
    await read(transport, server);
    expect(await read(transport, server)).toMatchObject({ kind: 'notTrusted' });
    expect(system).toHaveBeenCalledOnce();
  });

  test.each([
    ['where there is no certificate', undefined, {}, 'answered'],
    ['where each certificate is taken', stranger, { strictCertificates: false }, 'answered'],
    ['where the person does not want it', known, { systemCertificates: false }, 'failed'],
  ])('is not read %s', async (_, identity, network, outcome) => {
    const server = await serverOn(identity === undefined ? {} : { identity });
    const system = vi.fn(() => [authority]);
    expect(await read(transportWith(network, system), server)).toMatchObject({ outcome });
    expect(system).not.toHaveBeenCalled();
  });

  test('is not read where nobody is there', async () => {
    const scene = await behindProxy();
    scene.proxy.answer = (socket) => socket.end();
    const system = vi.fn(() => [authority]);
    expect(await get(scene.newTransport({}, system))).toMatchObject({ kind: 'unreachable' });
    expect(system).not.toHaveBeenCalled();
  });

  test('is no longer trusted once the person no longer wants it', async () => {
    const server = await serverOn({ identity: known });
    let systemCertificates = true;
    const transport = createTransport({
      network: () => ({ ...plainNetwork, systemCertificates }),
      system: () => [authority],
    });
    undo.push(() => transport.close());
    expect(await read(transport, server)).toMatchObject({ outcome: 'answered' });
    systemCertificates = false;
    expect(await read(transport, server)).toMatchObject({ kind: 'notTrusted' });
  });
});

describe('in a process of its own', () => {
  const run = promisify(execFile);
  const probe = fileURLToPath(new URL('trustProbe.ts', import.meta.url));
  const file = fileURLToPath(new URL('certificates/authority.pem', import.meta.url));

  const ownEnvironment = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(?:NODE_EXTRA_CA_CERTS|SSL_CERT_\w+)$/.test(name)),
  );

  /** What comes of two reads at once where the environment names the authority so. */
  async function outcomes(
    environment: Record<string, string>,
    systemCertificates: 'on' | 'off',
  ): Promise<string> {
    const server = await serverOn({ identity: known });
    const { stdout } = await run(process.execPath, [probe, server.url.href, systemCertificates], {
      env: { ...ownEnvironment, ...environment },
    });
    return stdout.trim();
  }

  test('an authority that nobody named is not trusted', async () => {
    expect(await outcomes({}, 'on')).toBe('notTrusted notTrusted');
  });

  test.each(['on', 'off'] as const)(
    'one that NODE_EXTRA_CA_CERTS names is trusted, with the certificates of the system %s',
    async (systemCertificates) => {
      const named = { NODE_EXTRA_CA_CERTS: file };
      expect(await outcomes(named, systemCertificates)).toBe('answered answered');
    },
  );

  // The stores of other systems cannot be named in an environment.
  test.skipIf(process.platform !== 'linux')('one that the system trusts is trusted', async () => {
    expect(await outcomes({ SSL_CERT_FILE: file }, 'on')).toBe('answered answered');
  });

  test.skipIf(process.platform !== 'linux')(
    'one that the system trusts is not trusted where the person does not want it',
    async () => {
      expect(await outcomes({ SSL_CERT_FILE: file }, 'off')).toBe('notTrusted notTrusted');
    },
  );
});

const hasIPv6 = Object.values(networkInterfaces()).some((found) =>
  found?.some(({ address }) => address === '::1'),
);

// A machine may have no IPv6: then there is nothing that could listen.
describe.skipIf(!hasIPv6)('where there is IPv6 alone', () => {
  test.each([
    ['', {}],
    [' with TLS', { identity: known }],
  ])('a server%s is reached', async (_, place) => {
    const server = await serverOn({ host: '::1', ...place });
    const transport = transportWith({});
    expect(server.url.hostname).toBe('[::1]');
    expect(await read(transport, server)).toMatchObject({ outcome: 'answered' });
    expect(await transport.post(server.url, {}, '{}', never)).toMatchObject({ outcome: 'answered' });
    expect(await transport.download(server.url, 100, never)).toMatchObject({ outcome: 'answered' });
    expect(server.requests).toHaveLength(3);
  });

  test.each([
    ['', undefined],
    [' with TLS', known],
  ])('a proxy%s is used', async (_, identity) => {
    const scene = await behindProxy();
    const proxy = await ConnectProxy.start(identity, '::1');
    undo.push(() => proxy.close());
    proxy.ports.set('model-api.runcomfy.net:443', scene.server.port);
    scene.network = { ...scene.network, proxy: proxy.url };
    expect(await get(scene.newTransport())).toMatchObject({ outcome: 'answered' });
    expect([scene.server.requests.length, scene.proxy.asked.length]).toEqual([1, 0]);
  });
});
