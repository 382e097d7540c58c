import { Socket } from 'node:net';
import { Client, type buildConnector } from 'undici';
import type { Route } from './network.ts';
import { NotConnected } from './notConnected.ts';

/** Opens a way through an HTTP proxy (RFC 9110, 9.3.6). The proxy learns the name of the host, and nothing else. */
export async function openTunnel(
  connect: buildConnector.connector,
  { proxy, authorization }: Extract<Route, { kind: 'proxy' }>,
  { hostname, port, protocol }: buildConnector.Options,
  timeout: number,
): Promise<Socket> {
  const host = hostname.includes(':') ? `[${hostname}]` : hostname;
  const target = `${host}:${port === '' ? (protocol === 'https:' ? 443 : 80) : port}`;
  const client = new Client(proxy.origin, {
    // A proxy's certificate has the name of the proxy: undici would look for the one in the Host header.
    connect: (options, callback) => {
      connect({ ...options, servername: '' }, callback);
    },
    headersTimeout: timeout,
    bodyTimeout: timeout,
  });
  const { statusCode, socket } = await client.connect({
    path: target,
    headers: {
      host: target,
      ...(authorization === null ? {} : { 'proxy-authorization': authorization }),
    },
  });
  if (statusCode < 200 || statusCode > 299 || !(socket instanceof Socket)) {
    socket.on('error', () => undefined).destroy();
    throw new NotConnected('proxyRefused', `the proxy answered ${statusCode}`);
  }
  return socket;
}
