import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Identity } from './identities.ts';

/** What one request was, and on which connection it came, counted from 1. */
export interface Request {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly connection: number;
}

type Answer = (response: ServerResponse, request: Request, message: IncomingMessage) => void;

export interface Place {
  /** With one, the server speaks TLS. */
  readonly identity?: Identity;
  readonly host?: string;
}

/** An HTTP server of a few lines, for what the wire is to be seen like from its other end. */
export class PlainServer {
  readonly requests: Request[] = [];
  /** In the order in which they came; what closed stays in it. */
  readonly connections: Socket[] = [];
  answer: Answer = (response) => response.end('{}');
  readonly #server: ReturnType<typeof createServer>;
  readonly #scheme: string;

  private constructor(identity: Identity | undefined) {
    const serve = (message: IncomingMessage, response: ServerResponse): void => {
      void this.#serve(message, response);
    };
    this.#scheme = identity === undefined ? 'http' : 'https';
    this.#server = identity === undefined ? createServer(serve) : createSecureServer(identity, serve);
  }

  static async start({ identity, host = '127.0.0.1' }: Place = {}): Promise<PlainServer> {
    const server = new PlainServer(identity);
    server.#server.on('connection', (socket) => server.connections.push(socket));
    server.#server.listen(0, host);
    await once(server.#server, 'listening');
    return server;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get url(): URL {
    const { address, family } = this.#server.address() as AddressInfo;
    return new URL(`${this.#scheme}://${family === 'IPv6' ? `[${address}]` : address}:${this.port}/`);
  }

  async close(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }

  async #serve(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '', headers } = message;
    const connection = this.connections.indexOf(message.socket) + 1;
    const request = { method, path: url, headers, body: await text(message), connection };
    this.requests.push(request);
    this.answer(response, request, message);
  }
}

/** Resolves when the other end has let go of a connection, in whatever way. */
export function closed(socket: Socket | undefined): Promise<void> {
  return new Promise((resolve) => {
    if (socket === undefined || socket.destroyed) {
      resolve();
      return;
    }
    socket.on('error', () => undefined);
    socket.once('close', () => {
      resolve();
    });
  });
}
