import type { Exchange, Transport } from './exchange.ts';
import { isLoopback } from './hosts.ts';
import { isConnectFailure } from './notConnected.ts';

/**
 * Our own way, and where no connection comes to stand on it, the editor's. Which one leads to an origin is found out by
 * reads; a write goes where a read has been answered.
 */
export function eitherWay(own: Transport, editors: Transport): Transport {
  const byEditor = new Set<string>();

  async function read<Body>(
    url: URL,
    by: (way: Transport) => Promise<Exchange<Body>>,
  ): Promise<Exchange<Body>> {
    if (byEditor.has(url.origin)) {
      const exchanged = await by(editors);
      if (hasNoConnection(exchanged)) {
        // The network may be another one by now.
        byEditor.delete(url.origin);
      }
      return exchanged;
    }
    const exchanged = await by(own);
    if (!mayHaveAnotherWay(exchanged, url)) {
      return exchanged;
    }
    const others = await by(editors);
    if (hasNoConnection(others)) {
      return moreTelling(exchanged, others);
    }
    byEditor.add(url.origin);
    return others;
  }

  return {
    get: (url, headers, signal) => read(url, (way) => way.get(url, headers, signal)),
    async post(url, headers, body, signal) {
      if (!byEditor.has(url.origin)) {
        const exchanged = await own.post(url, headers, body, signal);
        // Only where nothing was sent there is another try.
        if (!mayHaveAnotherWay(exchanged, url)) {
          return exchanged;
        }
        const looked = await editors.get(new URL('/', url), {}, signal);
        if (hasNoConnection(looked)) {
          return moreTelling(exchanged, looked);
        }
        byEditor.add(url.origin);
      }
      const others = await editors.post(url, headers, body, signal);
      if (hasNoConnection(others)) {
        byEditor.delete(url.origin);
      }
      return others;
    },
    download: (url, limit, signal) => read(url, (way) => way.download(url, limit, signal)),
    async close() {
      await Promise.all([own.close(), editors.close()]);
    },
  };
}

/** Nothing was sent, and it was not for lack of trust: a certificate that is refused is looked at by nobody else. */
function mayHaveAnotherWay(exchanged: Exchange<unknown>, url: URL): boolean {
  const isRefused = exchanged.outcome === 'failed' && exchanged.kind === 'notTrusted';
  return hasNoConnection(exchanged) && !isRefused && !isLoopback(url);
}

/** Of two ways that led nowhere: that nobody could be reached is said where neither knows better. */
function moreTelling<Body>(own: Exchange<Body>, editors: Exchange<Body>): Exchange<Body> {
  const isPlain = (exchanged: Exchange<Body>): boolean =>
    exchanged.outcome === 'failed' && exchanged.kind === 'unreachable';
  return isPlain(own) && !isPlain(editors) ? editors : own;
}

function hasNoConnection(exchanged: Exchange<unknown>): boolean {
  return exchanged.outcome === 'failed' && isConnectFailure(exchanged.kind);
}
