import { Client } from 'undici';
import type { Connectors, Opening } from './connector.ts';
import type { Exchange } from './exchange.ts';
import type { Network } from './network.ts';

/** A read may go over a connection that stands already. A write has one of its own, which ends with it. */
type Kind = 'read' | 'write';

/** How long an answer's head and a pause within its body may take, in milliseconds. */
interface AnswerTimeouts {
  readonly headersTimeout: number;
  readonly bodyTimeout: number;
}

interface ConnectionsOptions {
  readonly connectors: Connectors;
  /** Connections are kept for as long as the network is set up as it was when they were made. */
  readonly network: () => Network;
  readonly timeouts: Readonly<Record<Kind, AnswerTimeouts>>;
  /** So many there are at most at any moment, to all places together: also those that stand idle. */
  readonly most: () => number;
}

type Use<Body> = (connection: Connection) => Promise<Exchange<Body>>;

/** One connection, with one request at a time. */
class Connection {
  readonly origin: string;
  readonly network: string;
  readonly kind: Kind;
  readonly dispatcher: Client;
  readonly #opening: Opening;
  #hasStood = false;
  #hasEnded = false;

  constructor(kind: Kind, origin: string, network: string, { connectors, timeouts }: ConnectionsOptions) {
    this.kind = kind;
    this.origin = origin;
    this.network = network;
    this.#opening = connectors.opening(() => {
      this.#hasStood = true;
    });
    this.dispatcher = new Client(origin, {
      ...timeouts[kind],
      pipelining: kind === 'write' ? 0 : 1,
      allowH2: false,
      connect: this.#opening.connect,
    });
    this.dispatcher.on('disconnect', () => {
      this.#hasEnded = true;
    });
  }

  /** Before it has, nothing can have been sent. */
  get hasStood(): boolean {
    return this.#hasStood;
  }

  /** The other end, or a pause that was too long, has closed it. */
  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  /** What was not sent yet never is. Undici would wait for a connection that comes to be when nobody else does. */
  giveUp(): void {
    this.#opening.giveUp();
  }

  async end(): Promise<void> {
    this.giveUp();
    await this.dispatcher.destroy();
  }
}

/** The connections of a window. Where no more are allowed, one that stands idle makes room, or its turn is waited for. */
export class Connections {
  readonly #options: ConnectionsOptions;
  /** Also those that come to be, and those that come to their end. */
  readonly #all = new Set<Connection>();
  /** The one that was used last comes last. */
  readonly #idle = new Set<Connection>();
  readonly #waiting = new Set<() => void>();
  #isClosed = false;

  constructor(options: ConnectionsOptions) {
    this.#options = options;
  }

  /** Null where it was closed before there was a connection; throws the reason of a signal that aborts before. */
  async use<Body>(
    kind: Kind,
    origin: string,
    signal: AbortSignal,
    use: Use<Body>,
  ): Promise<Exchange<Body> | null> {
    const connection = await this.#take(kind, origin, signal);
    if (connection === null) {
      return null;
    }
    let isKept = false;
    try {
      const exchanged = await use(connection);
      isKept = exchanged.outcome === 'answered';
      return exchanged;
    } finally {
      if (isKept && this.#mayBeKept(connection)) {
        this.#idle.add(connection);
        this.#changed();
      } else {
        // Nobody who has the answer waits for the end of what brought it.
        void this.#end(connection);
      }
    }
  }

  /** Ends all but what was written, which may have been paid for: its answer is waited for. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#changed();
    const ending: Promise<void>[] = [];
    for (const connection of this.#all) {
      if (connection.kind === 'write') {
        connection.giveUp();
      } else {
        ending.push(this.#end(connection));
      }
    }
    await Promise.all(ending);
  }

  async #take(kind: Kind, origin: string, signal: AbortSignal): Promise<Connection | null> {
    while (!this.#isClosed) {
      signal.throwIfAborted();
      const network = this.#network();
      for (const idle of this.#idle) {
        if (idle.network !== network) {
          void this.#end(idle);
        }
      }
      const kept = kind === 'read' ? [...this.#idle].findLast((each) => each.origin === origin) : undefined;
      if (kept !== undefined) {
        this.#idle.delete(kept);
        return kept;
      }
      if (this.#all.size < this.#options.most()) {
        return this.#open(kind, origin, network);
      }
      const [oldest] = this.#idle;
      await (oldest === undefined ? this.#change(signal) : this.#end(oldest));
    }
    return null;
  }

  #open(kind: Kind, origin: string, network: string): Connection {
    const connection = new Connection(kind, origin, network, this.#options);
    this.#all.add(connection);
    connection.dispatcher.on('disconnect', () => {
      // One that is in use is ended when it is given back.
      if (this.#idle.has(connection)) {
        void this.#end(connection);
      }
    });
    return connection;
  }

  #mayBeKept({ kind, network, hasEnded }: Connection): boolean {
    const hasRoom = this.#all.size <= this.#options.most();
    const isOfUse = kind === 'read' && !hasEnded && network === this.#network();
    return isOfUse && hasRoom && !this.#isClosed;
  }

  async #end(connection: Connection): Promise<void> {
    this.#idle.delete(connection);
    await connection.end();
    this.#all.delete(connection);
    this.#changed();
  }

  #network(): string {
    return JSON.stringify(this.#options.network());
  }

  /** Resolves at the next change, or when the signal aborts. */
  #change(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        signal.removeEventListener('abort', wake);
        this.#waiting.delete(wake);
        resolve();
      };
      this.#waiting.add(wake);
      signal.addEventListener('abort', wake);
    });
  }

  /** Those that wait look again, in the order in which they came. */
  #changed(): void {
    for (const wake of [...this.#waiting]) {
      wake();
    }
  }
}
