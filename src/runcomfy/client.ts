import { randomUUID } from 'node:crypto';
import type { Failure } from '../failure.ts';
import type { Cancellation, Download, ImageService, Reading, Submission } from '../generation/service.ts';
import type { ImageRequest } from '../models/imageRequest.ts';
import { readAnswer, type Answer } from './answer.ts';
import type { Exchange, Transport } from './exchange.ts';
import { trustedPictureUrl } from './hosts.ts';
import { meaningOf } from './jobWords.ts';
import { pictureUrlsOf } from './pictureUrls.ts';
import { checkedBy, type TokenCheck } from './token.ts';
import { cancelAnswer, resultAnswer, stateAnswer, submitAnswer, submitBody } from './wire.ts';

/** A picture of this model has one or two megabytes. */
const pictureLimit = 32 * 1024 * 1024;

/** A result may be served from another place of the same host. */
const mostRedirects = 3;

export interface ClientOptions {
  /** Where the API is, as `parseApiBaseUrl` gave it. */
  readonly apiBaseUrl: URL;
  /** Asked at each call, so that a token that was just entered serves the jobs that wait for it. */
  readonly token: () => Promise<string | null>;
  readonly transport: Transport;
}

export interface RunComfyClient extends ImageService {
  /** Asks, at no cost, whether the service takes the token. */
  checkToken(signal: AbortSignal): Promise<TokenCheck>;
}

/** RunComfy's hosted API. Every URL is built from the request's id: the ones in its answers are not used. */
export function createRunComfyClient({ apiBaseUrl, token, transport }: ClientOptions): RunComfyClient {
  const never = new AbortController().signal;

  async function get(path: string, signal: AbortSignal): Promise<Answer> {
    const sent = headersFor(await token());
    return sent === null ? noToken : readAnswer(await transport.get(urlOf(apiBaseUrl, path), sent, signal));
  }

  async function post(path: string, body: string | null): Promise<Answer> {
    const sent = headersFor(await token());
    if (sent === null) {
      return noToken;
    }
    if (body !== null) {
      sent['content-type'] = 'application/json';
    }
    return readAnswer(await transport.post(urlOf(apiBaseUrl, path), sent, body, never));
  }

  return {
    async submit(request: ImageRequest) {
      const model = request.model.split('/').map(encodeURIComponent).join('/');
      return submissionOf(await post(`models/${model}`, submitBody(request)));
    },
    async readStatus(requestId, signal) {
      return stateOf(await get(`requests/${encodeURIComponent(requestId)}/status`, signal), requestId);
    },
    async readResult(requestId, signal) {
      const path = `requests/${encodeURIComponent(requestId)}/result?include_cost=true`;
      return resultOf(await get(path, signal), requestId);
    },
    async cancel(requestId) {
      return cancellationOf(await post(`requests/${encodeURIComponent(requestId)}/cancel`, null));
    },
    async download(pictureUrl, signal) {
      return download(transport, apiBaseUrl, pictureUrl, signal);
    },
    async checkToken(signal) {
      return checkedBy(await get(`requests/${randomUUID()}/status`, signal));
    },
  };
}

function urlOf(base: URL, path: string): URL {
  return new URL(`${base.pathname.replace(/\/$/, '')}/v1/${path}`, base);
}

/** Without a token nothing is sent: the service would only refuse it. */
const noToken: Answer = {
  outcome: 'failed',
  kind: 'tokenRefused',
  detail: 'no token is set for this API',
  code: null,
  refused: true,
  retryAfter: null,
};

function headersFor(token: string | null): Record<string, string> | null {
  return token === null
    ? null
    : { authorization: `Bearer ${token}`, accept: 'application/json', 'cache-control': 'no-cache' };
}

function submissionOf(answer: Answer): Submission {
  if (answer.outcome === 'failed') {
    return { outcome: answer.refused ? 'rejected' : 'unknown', failure: failureOfSubmit(answer) };
  }
  const accepted = answer.outcome === 'read' ? submitAnswer.safeParse(answer.value).data : undefined;
  return accepted === undefined
    ? { outcome: 'unknown', failure: unreadable('a submit was answered without a request id') }
    : { outcome: 'accepted', requestId: accepted.request_id };
}

/** There is no request yet that could be unknown: it is the model that is not there. */
function failureOfSubmit({ kind, detail }: Failure): Failure {
  return { kind: kind === 'requestUnknown' ? 'modelUnavailable' : kind, detail };
}

function stateOf(answer: Answer, requestId: string): Reading {
  if (answer.outcome !== 'read') {
    return notRead(answer);
  }
  const state = stateAnswer.safeParse(answer.value).data;
  if (state === undefined || isOfAnother(state.request_id, requestId)) {
    return unclear('a status without a state, or of another request');
  }
  const meaning = meaningOf(state.status);
  switch (meaning) {
    case 'queued':
      return { state: 'queued', place: state.queue_position ?? null };
    case 'failed':
      return { state: 'failed', failure: jobFailed(answer.value['error']) };
    case 'running':
    case 'finished':
    case 'cancelled':
      return { state: meaning };
  }
}

function resultOf(answer: Answer, requestId: string): Reading {
  const state = stateOf(answer, requestId);
  if (state.state !== 'finished' || answer.outcome !== 'read') {
    return state;
  }
  const result = resultAnswer.parse(answer.value);
  return { state: 'succeeded', pictureUrls: pictureUrlsOf(result.output), cost: result.cost ?? null };
}

function notRead(answer: Exclude<Answer, { outcome: 'read' }>): Reading {
  if (answer.outcome === 'notReady') {
    return { state: 'running' };
  }
  const { kind, detail, retryAfter } = answer;
  return { state: 'unclear', failure: { kind, detail }, retryAfter };
}

function isOfAnother(named: string | undefined, requestId: string): boolean {
  return named !== undefined && named !== requestId;
}

function jobFailed(error: unknown): Failure {
  const detail = typeof error === 'string' ? error : JSON.stringify(error ?? 'no reason given');
  return { kind: 'jobFailed', detail: detail.slice(0, 300) };
}

/**
 * `outcome` is the word that counts. An answer that says both 'cancelled' and 'completed' (the documentation has
 * such an example) decides nothing: the next read does.
 */
function cancellationOf(answer: Answer): Cancellation {
  if (answer.outcome !== 'read') {
    return { outcome: 'unknown', failure: answer.outcome === 'failed' ? answer : null };
  }
  const { status, outcome } = cancelAnswer.parse(answer.value);
  const meaning = status === undefined ? null : meaningOf(status);
  if (outcome === 'not_cancellable') {
    return { outcome: meaning === 'cancelled' ? 'cancelled' : 'tooLate' };
  }
  const said = meaning === 'cancelled' || (outcome !== undefined && meaningOf(outcome) === 'cancelled');
  return said && meaning !== 'finished' && meaning !== 'failed'
    ? { outcome: 'cancelled' }
    : { outcome: 'unknown', failure: null };
}

async function download(
  transport: Transport,
  apiBaseUrl: URL,
  pictureUrl: string,
  signal: AbortSignal,
): Promise<Download> {
  let address = pictureUrl;
  for (let redirects = 0; redirects <= mostRedirects; redirects++) {
    const url = trustedPictureUrl(address, apiBaseUrl);
    if (url === null) {
      return notDownloaded('pictureElsewhere', 'the address of a picture is not one of the service');
    }
    const exchanged = await transport.download(url, pictureLimit, signal);
    const next = redirectOf(exchanged, url);
    if (next === null) {
      return downloadOf(exchanged);
    }
    address = next;
  }
  return notDownloaded('pictureUnavailable', 'too many redirects');
}

function redirectOf(exchanged: Exchange<Uint8Array>, from: URL): string | null {
  if (exchanged.outcome !== 'answered' || exchanged.status < 300 || exchanged.status > 399) {
    return null;
  }
  return exchanged.location === null ? null : (URL.parse(exchanged.location, from.href)?.href ?? null);
}

function downloadOf(exchanged: Exchange<Uint8Array>): Download {
  if (exchanged.outcome === 'failed') {
    return notDownloaded(
      exchanged.kind === 'tooLarge' ? 'pictureTooLarge' : exchanged.kind,
      exchanged.detail,
    );
  }
  const { status, retryAfter, body } = exchanged;
  if (status >= 200 && status < 300) {
    return { outcome: 'bytes', bytes: body };
  }
  const passing = status === 429 ? 'rateLimited' : status >= 500 ? 'serviceFailure' : 'pictureUnavailable';
  return { ...notDownloaded(passing, `HTTP ${status}`), retryAfter };
}

function notDownloaded(kind: Failure['kind'], detail: string): Extract<Download, { outcome: 'failed' }> {
  return { outcome: 'failed', failure: { kind, detail }, retryAfter: null };
}

function unreadable(detail: string): Failure {
  return { kind: 'unreadableAnswer', detail };
}

function unclear(detail: string): Reading {
  return { state: 'unclear', failure: unreadable(detail), retryAfter: null };
}
