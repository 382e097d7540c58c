import { Agent, errors, type Dispatcher } from 'undici';
import { Connectors } from './connector.ts';
import { decodeBody } from './decodeBody.ts';
import { detailOf } from './detail.ts';
import type { Exchange, Transport } from './exchange.ts';
import { plainNetwork, type Network } from './network.ts';
import { NotConnected } from './notConnected.ts';
import { retryAfterOf } from './retryAfter.ts';
import { TooLarge } from './tooLarge.ts';

const seconds = 1000;

/** An answer of the API is small; more is not an answer of the API. */
const answerLimit = 4 * 1024 * 1024;

/** In milliseconds. `write` is how long the headers of an answer to a write may take. */
export interface Timeouts {
  readonly connect: number;
  readonly read: number;
  readonly write: number;
}

const patient: Timeouts = { connect: 10 * seconds, read: 30 * seconds, write: 60 * seconds };

interface Ask {
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
}

/** The only module that speaks HTTP: undici, one kept-alive agent for reads, a fresh one for each write. */
export function createTransport({
  timeouts = patient,
  network = () => plainNetwork,
}: TransportOptions = {}): Transport {
  const connectors = new Connectors(network, timeouts.connect);
  const reads = new ReadAgent(network, () => readAgent(timeouts, connectors));

  return {
    async get(url, headers, signal) {
      const ask: Ask = { url, method: 'GET', headers, body: null, limit: answerLimit, signal };
      return asText(await exchange(reads.current, ask, () => true));
    },
    async post(url, headers, body, signal) {
      let connected = false;
      const agent = writeAgent(timeouts, connectors, () => {
        connected = true;
      });
      try {
        const ask: Ask = { url, method: 'POST', headers, body, limit: answerLimit, signal };
        return asText(await exchange(agent, ask, () => connected));
      } finally {
        await agent.destroy();
      }
    },
    async download(url, limit, signal) {
      return exchange(
        reads.current,
        { url, method: 'GET', headers: {}, body: null, limit, signal },
        () => true,
      );
    },
    async close() {
      await reads.destroy();
    },
  };
}

/** Keeps connections for as long as the network is set up as it was when they were made. */
class ReadAgent {
  readonly #network: () => Network;
  readonly #create: () => Agent;
  #made: { readonly agent: Agent; readonly network: string } | null = null;

  constructor(network: () => Network, create: () => Agent) {
    this.#network = network;
    this.#create = create;
  }

  get current(): Agent {
    const network = JSON.stringify(this.#network());
    if (this.#made?.network !== network) {
      // What is on its way there still comes.
      void this.#made?.agent.close();
      this.#made = { agent: this.#create(), network };
    }
    return this.#made.agent;
  }

  async destroy(): Promise<void> {
    await this.#made?.agent.destroy();
  }
}

function readAgent(timeouts: Timeouts, connectors: Connectors): Agent {
  return new Agent({
    headersTimeout: timeouts.read,
    bodyTimeout: timeouts.read,
    allowH2: false,
    connect: connectors.connector(),
  });
}

/** An agent for one write, which tells when its connection stands: before that, nothing can have been sent. */
function writeAgent(timeouts: Timeouts, connectors: Connectors, onConnected: () => void): Agent {
  return new Agent({
    headersTimeout: timeouts.write,
    bodyTimeout: timeouts.read,
    pipelining: 0,
    allowH2: false,
    connect: connectors.connector(onConnected),
  });
}

async function exchange(
  dispatcher: Dispatcher,
  ask: Ask,
  mayHaveBeenSent: () => boolean,
): Promise<Exchange<Uint8Array>> {
  try {
    ask.signal.throwIfAborted();
    const answer = await dispatcher.request({
      origin: ask.url.origin,
      path: ask.url.pathname + ask.url.search,
      method: ask.method,
      headers: { ...ask.headers, 'accept-encoding': 'identity' },
      body: ask.body,
      signal: ask.signal,
    });
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
      body: await decodeBody(
        await bytesOf(answer.body, ask.limit),
        single(answer.headers['content-encoding']),
        ask.limit,
      ),
    };
  } catch (error) {
    ask.signal.throwIfAborted();
    return failed(error, mayHaveBeenSent());
  }
}

async function bytesOf(body: AsyncIterable<Uint8Array>, limit: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of body) {
    length += part.length;
    if (length > limit) {
      throw new TooLarge(limit);
    }
    parts.push(part);
  }
  return Buffer.concat(parts, length);
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

function single(header: string | string[] | undefined): string | null {
  return (Array.isArray(header) ? header[0] : header) ?? null;
}

function asText(exchanged: Exchange<Uint8Array>): Exchange<string> {
  return exchanged.outcome === 'answered'
    ? { ...exchanged, body: new TextDecoder().decode(exchanged.body) }
    : exchanged;
}
