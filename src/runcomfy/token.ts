import type { Answer } from './answer.ts';

/** What the service says of a token. */
export type TokenCheck = 'accepted' | 'refused' | 'notChecked';

/**
 * Reads the answer to the status of a request that cannot exist. To be told by the service's own code that the
 * request is unknown, or another account's, the token must have been accepted; a page of some proxy has no code.
 */
export function checkedBy(answer: Answer): TokenCheck {
  if (answer.outcome !== 'failed') {
    return 'accepted';
  }
  if (answer.kind === 'tokenRefused') {
    return 'refused';
  }
  const known = answer.kind === 'requestUnknown' || answer.kind === 'forbidden';
  return known && answer.code !== null ? 'accepted' : 'notChecked';
}

/**
 * A token as a person or an environment gives it, made ready to be sent, or null where it cannot be one. Printable
 * ASCII without spaces, as RunComfy's own node accepts; a line break at its end, as copied, is not part of it.
 */
export function normalizeToken(text: string): string | null {
  const token = text.trim();
  return /^[\x21-\x7e]{1,8192}$/.test(token) ? token : null;
}
