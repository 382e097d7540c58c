import { errors, type Dispatcher } from 'undici';
import { bodyOf, single, textOf } from './body.ts';
import { Connections } from './connections.ts';
import { Connectors } from './connector.ts';
import { detailOf } from './detail.ts';
import type { Exchange, Transport } from './exchange.ts';
import { plainNetwork, type Network } from './network.ts';
import { NotConnected } from './notConnected.ts';
import { retryAfterOf } from './retryAfter.ts';
import { TooLarge } from './tooLarge.ts';

const seconds = 1000;

/** An answer of the API is small; more is not an answer of the API. */
export const answerLimit = 4 * 1024 * 1024;

/** In milliseconds. `write` is how long the headers of an answer to a write may take. */
export interface Timeouts {
  readonly connect: number;
  readonly read: number;
  readonly write: number;
}

export const patient: Timeouts = { connect: 10 * seconds, read: 30 * seconds, write: 60 * seconds };

/** One request. */
export interface Ask {
  readonly url: URL;
  readonly method: 'GET' | 'POST';
  readonly headers: Record<string, string>;
  readonly body: string | null;
  readonly limit: number;
  readonly signal: AbortSignal;
}

export interface TransportOptions {
  readonly timeouts?: Timeouts;
  /** Asked at each request and each connection: settings change. */
  readonly network?: () => Network;
  /** How many connections there may be at any moment. */
  readonly mostConnections?: () => number;
  /** Reads what the system trusts. */
  readonly system?: () => string[];
}

/** Our own way out, of which all is known: undici, with connections that are kept for reads and not for writes. */
export function createTransport({
  timeouts = patient,
  network = () => plainNetwork,
  mostConnections = () => Number.POSITIVE_INFINITY,
  ...options
}: TransportOptions = {}): Transport {
  const { read: bodyTimeout } = timeouts;
  const connections = new Connections({
    connectors: new Connectors({ network, timeout: timeouts.connect, ...options }),
    network,
    timeouts: {
      read: { headersTimeout: timeouts.read, bodyTimeout },
      write: { headersTimeout: timeouts.write, bodyTimeout },
    },
    most: mostConnections,
  });

  async function read(ask: Ask): Promise<Exchange<Uint8Array>> {
    const exchanged = await connections.use('read', ask.url.origin, ask.signal, ({ dispatcher }) =>
      exchange(dispatcher, ask, () => true),
    );
    return exchanged ?? ended(ask);
  }

  async function write(ask: Ask): Promise<Exchange<Uint8Array>> {
    const exchanged = await connections.use('write', ask.url.origin, ask.signal, (connection) =>
      // Before its connection stands, nothing can have been sent.
      exchange(connection.dispatcher, ask, () => connection.hasStood),
    );
    return exchanged ?? ended(ask);
  }

  return {
    async get(url, headers, signal) {
      return textOf(await read({ url, method: 'GET', headers, body: null, limit: answerLimit, signal }));
    },
    async post(url, headers, body, signal) {
      return textOf(await write({ url, method: 'POST', headers, body, limit: answerLimit, signal }));
    },
    async download(url, limit, signal) {
      return read({ url, method: 'GET', headers: {}, body: null, limit, signal });
    },
    close: () => connections.close(),
  };
}

function ended({ signal }: Ask): Exchange<never> {
  signal.throwIfAborted();
  return { outcome: 'failed', kind: 'unreachable', detail: 'the transport was closed before' };
}

async function exchange(
  dispatcher: Dispatcher,
  ask: Ask,
  mayHaveBeenSent: () => boolean,
): Promise<Exchange<Uint8Array>> {
  try {
    ask.signal.throwIfAborted();
    const request = dispatcher.request({
      origin: ask.url.origin,
      path: ask.url.pathname + ask.url.search,
      method: ask.method,
      headers: { ...ask.headers, 'accept-encoding': 'identity' },
      body: ask.body,
      signal: ask.signal,
    });
    const answer = await orAborted(request, ask.signal);
    const declared = Number(answer.headers['content-length'] ?? 0);
    if (declared > ask.limit) {
      // It ends with an error, which nobody else waits for.
      answer.body.on('error', () => undefined);
      answer.body.destroy();
      return { outcome: 'failed', kind: 'tooLarge', detail: `${declared} bytes declared` };
    }
    return {
      outcome: 'answered',
      status: answer.statusCode,
      retryAfter: retryAfterOf(single(answer.headers['retry-after']), Date.now()),
      location: single(answer.headers['location']),
      body: await bodyOf(answer.body, answer.headers, ask.limit),
    };
  } catch (error) {
    ask.signal.throwIfAborted();
    return failed(error, mayHaveBeenSent());
  }
}

/** Undici hears of an abort only once the connection stands. */
async function orAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  const aborted = Promise.withResolvers<never>();
  const abort = (): void => {
    aborted.reject(signal.reason);
  };
  signal.addEventListener('abort', abort);
  try {
    return await Promise.race([promise, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

function failed(error: unknown, mayHaveBeenSent: boolean): Exchange<never> {
  const detail = detailOf(error);
  if (error instanceof TooLarge) {
    return { outcome: 'failed', kind: 'tooLarge', detail };
  }
  if (error instanceof NotConnected) {
    return { outcome: 'failed', kind: error.kind, detail };
  }
  if (!mayHaveBeenSent) {
    return { outcome: 'failed', kind: 'unreachable', detail };
  }
  const late = error instanceof errors.HeadersTimeoutError || error instanceof errors.BodyTimeoutError;
  return { outcome: 'failed', kind: late ? 'timedOut' : 'connectionLost', detail };
}
