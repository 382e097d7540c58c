import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import { createServer as createHttpServer } from 'node:http';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** What a network does with who comes through it. */
export type Passing = 'through' | 'nowhere' | RequestListener;

/**
 * The network between a person and a server, at a port of its own. It leads there, or nowhere, or answers itself, as a
 * network does before one has signed in.
 */
export class Passage {
  readonly #host: string;
  readonly #connections = new Set<Socket>();
  #server: Server;
  #port = 0;
  #passing: Passing = 'through';
  #to: URL | null = null;

  private constructor(host: string) {
    this.#host = host;
    this.#server = createServer();
  }

  static async start(host = '127.0.0.1'): Promise<Passage> {
    const passage = new Passage(host);
    await passage.#listen();
    return passage;
  }

  get url(): string {
    return `http://${this.#host.includes(':') ? `[${this.#host}]` : this.#host}:${this.#port}`;
  }

  leadTo(url: string): void {
    this.#to = new URL(url);
  }

  /** From now on; what is on its way breaks off. */
  async be(passing: Passing): Promise<void> {
    await this.close();
    this.#passing = passing;
    if (passing !== 'nowhere') {
      await this.#listen();
    }
  }

  async close(): Promise<void> {
    if (this.#server.listening) {
      const closed = once(this.#server, 'close');
      this.#server.close();
      this.#connections.forEach((socket) => socket.destroy());
      await closed;
    }
  }

  async #listen(): Promise<void> {
    const passing = this.#passing;
    this.#server = typeof passing === 'function' ? createHttpServer(passing) : createServer();
    this.#server.on('connection', (socket) => {
      this.#connections.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => this.#connections.delete(socket));
      if (passing === 'through') {
        this.#relay(socket);
      }
    });
    this.#server.listen(this.#port, this.#host);
    await once(this.#server, 'listening');
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  #relay(client: Socket): void {
    const server = connect(Number(this.#to?.port), this.#to?.hostname);
    server.on('error', () => client.destroy());
    server.on('close', () => client.destroy());
    client.on('close', () => server.destroy());
    client.pipe(server).pipe(client);
  }
}
