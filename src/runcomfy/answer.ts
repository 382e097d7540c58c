import * as z from 'zod';
import type { Failure, FailureKind } from '../failure.ts';
import { classify, isCertainRefusal, notReadyCode } from './classify.ts';
import type { Exchange } from './exchange.ts';
import { isConnectFailure } from './notConnected.ts';
import { someText } from './wire.ts';
import { withoutToken } from './withoutToken.ts';

/** An answer of the API after its border: an object of the service, or a failure with its kind. */
export type Answer =
  | { readonly outcome: 'read'; readonly value: Record<string, unknown> }
  | { readonly outcome: 'notReady' }
  | {
      readonly outcome: 'failed';
      readonly kind: FailureKind;
      readonly detail: string;
      /** The service's own code, which nobody but the service sends. */
      readonly code: number | null;
      /** The service certainly did not act on the request. */
      readonly refused: boolean;
      readonly retryAfter: number | null;
    };

const jsonObject = z.record(z.string(), z.unknown());
const errorCode = z.coerce.number().int().positive();
const plainCode = errorCode.pipe(z.number().min(400_000).max(599_999));

/**
 * Reads what came: JSON or not, an error in a 2xx, an early result as an error, and every documented code. The token
 * that was sent is left out, should the server have given it back.
 */
export function readAnswer(exchanged: Exchange<string>, token: string): Answer {
  if (exchanged.outcome === 'failed') {
    return {
      outcome: 'failed',
      kind: exchanged.kind === 'tooLarge' ? 'unreadableAnswer' : exchanged.kind,
      detail: exchanged.detail,
      code: null,
      refused: isConnectFailure(exchanged.kind),
      retryAfter: null,
    };
  }
  const { status, retryAfter } = exchanged;
  const value = objectOf(exchanged.body, token);
  const body = withoutToken(exchanged.body, token);
  const code = value === null ? null : codeOf(value);
  if (code === notReadyCode) {
    return { outcome: 'notReady' };
  }
  const succeeded = status >= 200 && status < 300;
  if (succeeded && code === null && !hasError(value)) {
    return value === null ? failed('unreadableAnswer', body, false) : { outcome: 'read', value };
  }
  // Without the service's JSON it is a page of something in between, which knows no account and no request.
  const isPage = value === null && [403, 404, 410].includes(status);
  const kind = isPage ? 'unreadableAnswer' : classify(status, code);
  return failed(kind, textOf(value) ?? body, isCertainRefusal(status, code));

  function failed(kind: FailureKind, text: string, refused: boolean): Answer {
    return { outcome: 'failed', kind, detail: describe(status, code, text), code, refused, retryAfter };
  }
}

/** Where a model is asked for there is no request that could be unknown: it is the model that is not there. */
export function failureOnModel({ kind, detail }: Failure): Failure {
  return { kind: kind === 'requestUnknown' ? 'modelUnavailable' : kind, detail };
}

/** An answer that is well formed, and not one that the service is known to give. */
export function unreadable(detail: string): Failure {
  return { kind: 'unreadableAnswer', detail };
}

function objectOf(body: string, token: string): Record<string, unknown> | null {
  try {
    return jsonObject.safeParse(JSON.parse(body, hidden)).data ?? null;
  } catch {
    return null;
  }

  function hidden(_: string, value: unknown): unknown {
    if (typeof value === 'string') {
      return withoutToken(value, token);
    }
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? withKeys(value) : value;
  }

  /** A server may have made a key of it. */
  function withKeys(value: object): object {
    return Object.fromEntries(
      Object.entries(value).map(([key, part]: [string, unknown]) => [withoutToken(key, token), part]),
    );
  }
}

/** A code that is no number is an error all the same; zero, false and nothing are none. */
function hasError(value: Record<string, unknown> | null): boolean {
  return ![undefined, null, false, '', 0, '0'].some((none) => none === value?.['error_code']);
}

/** `error_code` is documented; a mock of one of its clients says `code`, which elsewhere may mean anything. */
function codeOf(value: Record<string, unknown>): number | null {
  return errorCode.safeParse(value['error_code']).data ?? plainCode.safeParse(value['code']).data ?? null;
}

function textOf(value: Record<string, unknown> | null): string | null {
  const texts = [value?.['error_message'], value?.['message'], value?.['error'], value?.['detail']];
  const text = texts.map((each) => someText.safeParse(each).data).find((each) => each !== undefined);
  return text ?? (value === null ? null : JSON.stringify(value));
}

function describe(status: number, code: number | null, text: string): string {
  const shortened = text.replaceAll(/\s+/g, ' ').slice(0, 300);
  return `HTTP ${status}${code === null ? '' : `, code ${code}`}: ${shortened}`;
}
