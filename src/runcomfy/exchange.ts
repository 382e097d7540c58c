import type { ConnectFailure } from './notConnected.ts';

/** One request and what came of it. Failing is an ordinary outcome here; only an abort throws. */
export type Exchange<Body> =
  | {
      readonly outcome: 'answered';
      readonly status: number;
      /** Milliseconds that the server asks to wait, from Retry-After. */
      readonly retryAfter: number | null;
      readonly location: string | null;
      readonly body: Body;
    }
  | {
      readonly outcome: 'failed';
      /** With a `ConnectFailure` it is certain that nothing was sent. */
      readonly kind: ConnectFailure | 'connectionLost' | 'timedOut' | 'tooLarge';
      readonly detail: string;
    };

export interface Transport {
  /** A read on the API: kept connections, no redirects. */
  get(url: URL, headers: Record<string, string>, signal: AbortSignal): Promise<Exchange<string>>;
  /** A write on the API: a connection of its own, since a stale one would make a false 'unknown'. */
  post(
    url: URL,
    headers: Record<string, string>,
    body: string | null,
    signal: AbortSignal,
  ): Promise<Exchange<string>>;
  /** Bytes of at most `limit`; no redirects. */
  download(url: URL, limit: number, signal: AbortSignal): Promise<Exchange<Uint8Array>>;
  close(): Promise<void>;
}
