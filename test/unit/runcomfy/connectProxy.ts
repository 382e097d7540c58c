import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { PassThrough, type Duplex } from 'node:stream';
import { createServer as createSecureServer, TLSSocket } from 'node:tls';
import type { Identity } from './identities.ts';

/** A CONNECT, as it came. */
interface Asked {
  readonly target: string;
  /** In small letters, with their values. */
  readonly headers: readonly string[];
  /** The name that a TLS client named before; null without one. */
  readonly servername: string | null;
}

type Answer = (client: Socket, asked: Asked) => void;

/** An HTTP proxy of a few lines: it lets through, unless it is told to do otherwise. */
export class ConnectProxy {
  readonly asked: Asked[] = [];
  /** In the order in which they came; what closed stays in it. */
  readonly connections: Socket[] = [];
  /** Where names lead: a port of this machine for `host:port`. */
  readonly ports = new Map<string, number>();
  /** All that was said to it, and through it. */
  heard = '';
  answer: Answer = (client, asked) => {
    this.pass(client, asked);
  };
  readonly #server: Server;
  readonly #scheme: string;

  private constructor(identity: Identity | undefined) {
    const serve = (client: Socket): void => {
      this.#serve(client);
    };
    this.#scheme = identity === undefined ? 'http' : 'https';
    this.#server = identity === undefined ? createServer(serve) : createSecureServer(identity, serve);
  }

  static async start(identity?: Identity, host = '127.0.0.1'): Promise<ConnectProxy> {
    const proxy = new ConnectProxy(identity);
    proxy.#server.on('connection', (socket: Socket) => proxy.connections.push(socket));
    proxy.#server.listen(0, host);
    await once(proxy.#server, 'listening');
    return proxy;
  }

  get url(): string {
    const { address, family, port } = this.#server.address() as AddressInfo;
    return `${this.#scheme}://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
  }

  /** Opens the tunnel. What the server says comes back through `back`. */
  pass(client: Socket, { target }: Asked, back: Duplex = new PassThrough()): void {
    const server = connect(this.ports.get(target) ?? 0, '127.0.0.1');
    server.on('error', () => client.destroy());
    server.on('close', () => client.destroy());
    client.on('close', () => server.destroy());
    server.on('connect', () => {
      client.pipe(server);
      server.pipe(back).pipe(client);
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
    });
  }

  async close(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.connections.forEach((socket) => socket.destroy());
    await closed;
  }

  #serve(client: Socket): void {
    let head = '';
    client.on('error', () => undefined);
    client.on('data', (part) => {
      const heard = part.toString('latin1');
      this.heard += heard;
      if (head.includes('\r\n\r\n')) {
        return;
      }
      head += heard;
      if (head.includes('\r\n\r\n')) {
        const [line = '', ...headers] = head.trim().toLowerCase().split('\r\n');
        const asked = {
          target: line.replace(/^connect (\S+) .*/, '$1'),
          headers,
          servername: client instanceof TLSSocket && client.servername ? client.servername : null,
        };
        this.asked.push(asked);
        this.answer(client, asked);
      }
    });
  }
}
