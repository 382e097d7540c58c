import http, { type ClientRequest, type IncomingMessage } from 'node:http';
import https from 'node:https';
import { TLSSocket } from 'node:tls';
import { bodyOf, textOf } from './body.ts';
import { isCertificateRefusal } from './certificates.ts';
import { detailOf } from './detail.ts';
import type { Exchange, Transport } from './exchange.ts';
import { NotConnected } from './notConnected.ts';
import { retryAfterOf } from './retryAfter.ts';
import { TooLarge } from './tooLarge.ts';
import { answerLimit, patient, type Ask, type Timeouts } from './transport.ts';

class Late extends Error {}

/**
 * The editor's own way out. VS Code puts its own functions in the place of Node's `request`: they find proxies that only
 * the operating system or a script knows of, and log in to them (code.visualstudio.com/docs/setup/network). Each request
 * has a connection of its own.
 */
export function createEditorTransport(timeouts: Timeouts = patient): Transport {
  return {
    async get(url, headers, signal) {
      return textOf(
        await exchange({ url, method: 'GET', headers, body: null, limit: answerLimit, signal }, timeouts),
      );
    },
    async post(url, headers, body, signal) {
      return textOf(
        await exchange({ url, method: 'POST', headers, body, limit: answerLimit, signal }, timeouts),
      );
    },
    async download(url, limit, signal) {
      return exchange({ url, method: 'GET', headers: {}, body: null, limit, signal }, timeouts);
    },
    close: () => Promise.resolve(),
  };
}

async function exchange(ask: Ask, timeouts: Timeouts): Promise<Exchange<Uint8Array>> {
  let mayHaveBeenSent = false;
  try {
    ask.signal.throwIfAborted();
    const { request } = ask.url.protocol === 'https:' ? https : http;
    const sent = request(ask.url, {
      method: ask.method,
      headers: { ...ask.headers, 'accept-encoding': 'identity', connection: 'close' },
      signal: ask.signal,
      agent: false,
    });
    const patience = ask.method === 'POST' ? timeouts.write : timeouts.read;
    whenConnected(sent, ask.url, timeouts.connect, patience, () => {
      mayHaveBeenSent = true;
    });
    sent.end(ask.body ?? undefined);
    const response = await responseTo(sent);
    return isOfProxy(response, ask.url) ? refusedByProxy(response) : await answered(response, ask);
  } catch (error) {
    ask.signal.throwIfAborted();
    return failed(error, mayHaveBeenSent);
  }
}

async function answered(response: IncomingMessage, ask: Ask): Promise<Exchange<Uint8Array>> {
  const { headers, statusCode = 0 } = response;
  return {
    outcome: 'answered',
    status: statusCode,
    retryAfter: retryAfterOf(headers['retry-after'] ?? null, Date.now()),
    location: headers.location ?? null,
    body: await bodyOf(response, headers, ask.limit),
  };
}

/**
 * Where no tunnel came to stand, the editor gives the proxy's refusal as if the host had answered, on a socket that
 * leads nowhere: nothing of the request was written to anybody.
 */
function isOfProxy({ socket }: IncomingMessage, url: URL): boolean {
  return url.protocol === 'https:' && !(socket instanceof TLSSocket);
}

function refusedByProxy(response: IncomingMessage): Exchange<never> {
  response.on('error', () => undefined).destroy();
  return {
    outcome: 'failed',
    kind: 'proxyRefused',
    detail: `the proxy answered ${response.statusCode ?? 'nothing'}`,
  };
}

function responseTo(request: ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request.on('response', resolve);
    request.on('error', reject);
  });
}

/** Until its connection stands, with TLS and all, nothing of a request can have left this machine. */
function whenConnected(
  request: ClientRequest,
  url: URL,
  connectPatience: number,
  patience: number,
  onConnected: () => void,
): void {
  const tooLong = setTimeout(() => {
    request.destroy(new NotConnected('unreachable', 'no connection in time'));
  }, connectPatience);
  request.on('close', () => {
    clearTimeout(tooLong);
  });
  const stands = (): void => {
    clearTimeout(tooLong);
    onConnected();
    request.setTimeout(patience, () => {
      request.destroy(new Late('no answer in time'));
    });
  };
  request.on('socket', (socket) => {
    if (socket instanceof TLSSocket ? isStranger(socket) : socket.connecting) {
      socket.once(socket instanceof TLSSocket ? 'secureConnect' : 'connect', stands);
    } else if (socket instanceof TLSSocket || url.protocol !== 'https:') {
      stands();
    }
  });
}

/** Before the end of the handshake nothing is known of the other side; the types say otherwise. */
function isStranger({ authorized, authorizationError }: TLSSocket): boolean {
  const known: unknown = authorizationError;
  return !authorized && (known === null || known === undefined);
}

function failed(error: unknown, mayHaveBeenSent: boolean): Exchange<never> {
  const detail = detailOf(error);
  if (error instanceof TooLarge) {
    return { outcome: 'failed', kind: 'tooLarge', detail };
  }
  if (!mayHaveBeenSent) {
    const refused = error instanceof Error && isCertificateRefusal(error);
    return { outcome: 'failed', kind: refused ? 'notTrusted' : 'unreachable', detail };
  }
  return { outcome: 'failed', kind: error instanceof Late ? 'timedOut' : 'connectionLost', detail };
}
