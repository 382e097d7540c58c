import type { Exchange, Transport } from '../../../src/runcomfy/exchange.ts';
import { plainNetwork, type Network } from '../../../src/runcomfy/network.ts';
import { createTransport, type Timeouts } from '../../../src/runcomfy/transport.ts';
import { ConnectProxy } from './connectProxy.ts';
import { authority, known, type Identity } from './identities.ts';
import { PlainServer } from './plainServer.ts';

export const never = new AbortController().signal;
export const token = 'the-secret-token';
export const api = new URL('https://model-api.runcomfy.net/v1/models/a');
const files = new URL('https://files.runcomfy.net/a.png');

/** Each name leads to the server, but only through the proxy. */
const names = [
  'model-api.runcomfy.net:443',
  'files.runcomfy.net:443',
  'elsewhere.example:443',
  '[fd00::1]:443',
];
const patience = 60_000;

interface Making {
  /** What the server shows, and what the proxy does if it speaks TLS. */
  readonly server?: Identity;
  readonly proxy?: Identity;
}

/** RunComfy's hosts behind a proxy. */
export class ProxiedScene {
  readonly server: PlainServer;
  readonly proxy: ConnectProxy;
  /** As the person has it set up, now. */
  network: Network;
  readonly #transports: Transport[] = [];

  private constructor(server: PlainServer, proxy: ConnectProxy) {
    this.server = server;
    this.proxy = proxy;
    this.network = { ...plainNetwork, proxy: proxy.url };
    this.leadTo(server.port);
  }

  static async start({ server = known, proxy }: Making = {}): Promise<ProxiedScene> {
    return new ProxiedScene(
      await PlainServer.start({ identity: server }),
      proxy === undefined ? await ConnectProxy.start() : await ConnectProxy.start(proxy),
    );
  }

  leadTo(port: number): void {
    names.forEach((name) => this.proxy.ports.set(name, port));
  }

  /** A transport that already knows that the system trusts the authority. */
  async transport(timeouts: Partial<Timeouts> = {}): Promise<Transport> {
    const transport = this.newTransport(timeouts);
    const { network, server } = this;
    const { answer } = server;
    this.network = plainNetwork;
    server.answer = (response) => response.end('{}');
    await transport.get(server.url, {}, never);
    this.network = network;
    server.answer = answer;
    server.requests.splice(0);
    server.connections.splice(0);
    return transport;
  }

  newTransport(timeouts: Partial<Timeouts> = {}, system = (): string[] => [authority]): Transport {
    const transport = createTransport({
      timeouts: { connect: patience, read: patience, write: patience, ...timeouts },
      network: () => this.network,
      system,
    });
    this.#transports.push(transport);
    return transport;
  }

  async close(): Promise<void> {
    await Promise.all(this.#transports.map((transport) => transport.close()));
    await Promise.all([this.server.close(), this.proxy.close()]);
  }
}

type Way = (by: Transport, signal?: AbortSignal) => Promise<Exchange<string | Uint8Array>>;

export const get: Way = (by, signal = never) => by.get(api, { authorization: `Bearer ${token}` }, signal);
export const post: Way = (by, signal = never) =>
  by.post(api, { authorization: `Bearer ${token}` }, '{"a":1}', signal);
const download: Way = (by, signal = never) => by.download(files, 1000, signal);

export const ways = [
  ['a read', get],
  ['a write', post],
  ['a download', download],
] as const;
