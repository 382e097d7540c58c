/**
 * What can go wrong with a paid job: the closed kinds that every station speaks of. A failure carries no words
 * for people; `vscode/words/failures.ts` alone has those.
 */
export const failureKinds = [
  /** The token is missing, expired, revoked or unknown (400004, 401). */
  'tokenRefused',
  /** The account has no balance left (400002, 402). */
  'noCredit',
  /** The request belongs to another account, or this account may not ask (403001, 403). */
  'forbidden',
  /** The service does not know the model (400001). */
  'modelUnavailable',
  /** The service did not take the input (422, other 4xx). */
  'inputRefused',
  /** Too many requests (429). */
  'rateLimited',
  /** No connection could be made: nothing was sent. */
  'unreachable',
  /** The certificate of the service, or of what stands before it, is not trusted here: nothing was sent. */
  'notTrusted',
  /** The proxy did not let us through, or wants a login: nothing was sent. */
  'proxyRefused',
  /** The connection broke after something was sent. */
  'connectionLost',
  /** The service did not answer in time. */
  'timedOut',
  /** The service said that it failed (5xx). */
  'serviceFailure',
  /** The answer was not one that the service is known to give. */
  'unreadableAnswer',
  /** The service does not know this request (404001). */
  'requestUnknown',
  /** VS Code ended while the request was being sent. */
  'interrupted',
  /** The job did not end within the time that we wait. */
  'stillRunning',
  /** The service says that the job failed. */
  'jobFailed',
  /** The job succeeded, but names no picture. */
  'noPicture',
  /** The picture's address is not one of the service's own. */
  'pictureElsewhere',
  /** The picture's address no longer answers with a picture (403, 404, 410). */
  'pictureUnavailable',
  /** What came is not a whole PNG, JPEG or WebP picture. */
  'pictureUnusable',
  /** The picture has more bytes or pixels than we take. */
  'pictureTooLarge',
  /** The picture came, but this machine's disk did not take it. */
  'notStored',
] as const;

export type FailureKind = (typeof failureKinds)[number];

export interface Failure {
  readonly kind: FailureKind;
  /** For the log alone, never shown: it may hold text of the server. It never holds the token. */
  readonly detail: string;
}
