import type { Exchange, Transport } from '../../../src/runcomfy/exchange.ts';

export const never = new AbortController().signal;
export const megabyte = 1024 * 1024;

/** A request to a server of the tests, in each of the ways that a transport has. */
type Way = (transport: Transport, url: URL, signal?: AbortSignal) => Promise<Exchange<string | Uint8Array>>;

export const get: Way = (by, url, signal = never) => by.get(url, { 'x-header': 'a' }, signal);
export const post: Way = (by, url, signal = never) => by.post(url, { 'x-header': 'a' }, '{"a":1}', signal);
export const download: Way = (by, url, signal = never) => by.download(url, megabyte, signal);
export const ways = [
  ['a read', get],
  ['a write', post],
  ['a download', download],
] as const;
