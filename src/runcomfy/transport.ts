import { Agent, buildConnector, errors, type Dispatcher } from 'undici';
import { decodeBody } from './decodeBody.ts';
import type { Exchange, Transport } from './exchange.ts';
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

/** No connection came to stand, so nothing was sent. */
class NotConnected extends Error {
  override readonly name = 'NotConnected';
}

/** The only module that speaks HTTP: undici, one kept-alive agent for reads, a fresh one for each write. */
export function createTransport(timeouts: Timeouts = patient): Transport {
  const reads = new Agent({
    headersTimeout: timeouts.read,
    bodyTimeout: timeouts.read,
    allowH2: false,
    connect: connector(timeouts),
  });

  return {
    async get(url, headers, signal) {
      const ask: Ask = { url, method: 'GET', headers, body: null, limit: answerLimit, signal };
      return asText(await exchange(reads, ask, () => true));
    },
    async post(url, headers, body, signal) {
      let connected = false;
      const agent = writeAgent(timeouts, () => {
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
      return exchange(reads, { url, method: 'GET', headers: {}, body: null, limit, signal }, () => true);
    },
    async close() {
      await reads.destroy();
    },
  };
}

/** An agent for one write, which tells when its connection stands: before that, nothing can have been sent. */
function writeAgent(timeouts: Timeouts, onConnected: () => void): Agent {
  return new Agent({
    headersTimeout: timeouts.write,
    bodyTimeout: timeouts.read,
    pipelining: 0,
    allowH2: false,
    connect: connector(timeouts, onConnected),
  });
}

/** HTTP/1.1 alone: over HTTP/2, undici sends a request again by itself when the server turns a stream away. */
function connector(timeouts: Timeouts, onConnected?: () => void): buildConnector.connector {
  const connect = buildConnector({ timeout: timeouts.connect, allowH2: false });
  return (options, callback) => {
    connect(options, (...result) => {
      if (result[0] === null) {
        onConnected?.();
        callback(...result);
      } else {
        callback(new NotConnected(detailOf(result[0])), null);
      }
    });
  };
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
  if (!mayHaveBeenSent || error instanceof NotConnected) {
    return { outcome: 'failed', kind: 'unreachable', detail };
  }
  const late = error instanceof errors.HeadersTimeoutError || error instanceof errors.BodyTimeoutError;
  return { outcome: 'failed', kind: late ? 'timedOut' : 'connectionLost', detail };
}

function detailOf(error: unknown): string {
  if (!(error instanceof Error)) {
    return 'an unknown error';
  }
  return 'code' in error && typeof error.code === 'string'
    ? `${error.code}: ${error.message}`
    : error.message;
}

function single(header: string | string[] | undefined): string | null {
  return (Array.isArray(header) ? header[0] : header) ?? null;
}

function asText(exchanged: Exchange<Uint8Array>): Exchange<string> {
  return exchanged.outcome === 'answered'
    ? { ...exchanged, body: new TextDecoder().decode(exchanged.body) }
    : exchanged;
}
