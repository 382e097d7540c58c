/** Why no connection came to stand. In each case nothing of the request was sent. */
const connectFailures = ['unreachable', 'notTrusted', 'proxyRefused'] as const;
export type ConnectFailure = (typeof connectFailures)[number];

export function isConnectFailure(kind: string): kind is ConnectFailure {
  return connectFailures.some((each) => each === kind);
}

/** No connection came to stand, so nothing was sent. */
export class NotConnected extends Error {
  override readonly name = 'NotConnected';
  readonly kind: ConnectFailure;

  constructor(kind: ConnectFailure, message: string) {
    super(message);
    this.kind = kind;
  }
}
