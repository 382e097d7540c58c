import type { FailureKind } from '../failure.ts';

/** The codes that the service documents, and the ones that its sibling APIs do (runcomfy error-codes pages). */
const kindsOfCodes: ReadonlyMap<number, FailureKind> = new Map([
  [400001, 'modelUnavailable'],
  [400002, 'noCredit'],
  [400004, 'tokenRefused'],
  [401001, 'tokenRefused'],
  [403001, 'forbidden'],
  [403003, 'forbidden'],
  [404001, 'requestUnknown'],
  [422001, 'inputRefused'],
]);

/** The job is not done yet, said as an error: one of the service's own tools was written against this code. */
export const notReadyCode = 400005;

/**
 * The kind of a failed answer: the error code decides, the HTTP status only where there is none, since a plain 400
 * can mean the token, the balance, the model or the input. A code that is not known tells by its first three
 * digits, which are an HTTP status.
 */
export function classify(status: number, code: number | null): FailureKind {
  const known = code === null ? undefined : kindsOfCodes.get(code);
  return known ?? kindOfStatus(statusOf(status, code));
}

/** Whether a refused submit certainly was not taken, so that nothing was paid. */
export function isCertainRefusal(status: number, code: number | null): boolean {
  const meant = statusOf(status, code);
  return meant >= 400 && meant < 500 && meant !== 408;
}

function statusOf(status: number, code: number | null): number {
  const fromCode = code === null ? 0 : Math.floor(code / 1000);
  return fromCode >= 400 && fromCode <= 599 ? fromCode : status;
}

function kindOfStatus(status: number): FailureKind {
  switch (status) {
    case 401:
      return 'tokenRefused';
    case 402:
      return 'noCredit';
    case 403:
      return 'forbidden';
    case 404:
    case 410:
      return 'requestUnknown';
    case 407:
      // Only a proxy asks for this login (RFC 9110, 15.5.8).
      return 'proxyRefused';
    case 408:
      return 'timedOut';
    case 425:
      return 'serviceFailure';
    case 429:
      return 'rateLimited';
    case 511:
      // A network that wants a sign-in, never the service itself (RFC 6585, 6).
      return 'unreadableAnswer';
    default:
      if (status >= 500) {
        return 'serviceFailure';
      }
      return status >= 400 ? 'inputRefused' : 'unreadableAnswer';
  }
}
