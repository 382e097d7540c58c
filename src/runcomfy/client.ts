import { randomUUID } from 'node:crypto';
import type { ImageService } from '../generation/service.ts';
import type { ImageRequest } from '../models/imageRequest.ts';
import { readAnswer, type Answer } from './answer.ts';
import { cancellationOf } from './cancellation.ts';
import type { Transport } from './exchange.ts';
import { modelReading, type ModelReading } from './modelReading.ts';
import { downloadPicture } from './pictureDownload.ts';
import { resultReading, statusReading } from './readings.ts';
import { submissionOf } from './submission.ts';
import { checkedBy, type TokenCheck } from './token.ts';
import { submitBody } from './wire.ts';

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
  /** Reads, at no cost, what the catalogue says of a model. */
  readModel(model: string, signal: AbortSignal): Promise<ModelReading>;
}

/** RunComfy's hosted API. Every URL is built from the request's id: the ones in its answers are not used. */
export function createRunComfyClient({ apiBaseUrl, token, transport }: ClientOptions): RunComfyClient {
  const never = new AbortController().signal;

  async function get(path: string, signal: AbortSignal): Promise<Answer> {
    const sent = await token();
    return sent === null
      ? noToken
      : readAnswer(await transport.get(urlOf(apiBaseUrl, path), headersWith(sent), signal), sent);
  }

  async function post(path: string, body: string | null): Promise<Answer> {
    const sent = await token();
    if (sent === null) {
      return noToken;
    }
    const headers = headersWith(sent);
    if (body !== null) {
      headers['content-type'] = 'application/json';
    }
    return readAnswer(await transport.post(urlOf(apiBaseUrl, path), headers, body, never), sent);
  }

  return {
    async submit(request: ImageRequest) {
      return submissionOf(await post(modelPath(request.model), submitBody(request)));
    },
    async readStatus(requestId, signal) {
      return statusReading(await get(`requests/${encodeURIComponent(requestId)}/status`, signal), requestId);
    },
    async readResult(requestId, signal) {
      const path = `requests/${encodeURIComponent(requestId)}/result?include_cost=true`;
      return resultReading(await get(path, signal), requestId);
    },
    async cancel(requestId) {
      return cancellationOf(await post(`requests/${encodeURIComponent(requestId)}/cancel`, null));
    },
    async download(pictureUrl, signal) {
      return downloadPicture(transport, apiBaseUrl, pictureUrl, signal);
    },
    async checkToken(signal) {
      return checkedBy(await get(`requests/${randomUUID()}/status`, signal));
    },
    async readModel(model, signal) {
      return modelReading(await get(modelPath(model), signal), model);
    },
  };
}

/** Whatever the path begins with, the origin is the base's: nobody else gets the token. */
function urlOf({ origin, pathname }: URL, path: string): URL {
  return new URL(`${origin}${pathname.replace(/\/$/, '')}/v1/${path}`);
}

/** The slashes of a model's id stay between the segments of the path. */
function modelPath(model: string): string {
  return `models/${model.split('/').map(encodeURIComponent).join('/')}`;
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

function headersWith(token: string): Record<string, string> {
  return { authorization: `Bearer ${token}`, accept: 'application/json', 'cache-control': 'no-cache' };
}
