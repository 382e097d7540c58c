import { brotliCompressSync, gzipSync } from 'node:zlib';
import { bodyBytes, bytes, delivered, json, type Delivery, type Reply } from '../replies.ts';
import { afterwards, apiEndpoints, endpoints, instead, trapUrl, type Effect, type Switch } from './switch.ts';

/** Faults of the way between client and service; the service itself says nothing wrong. */
export const transportFaults = {
  'connection-cut': {
    endpoints,
    sentence: 'The connection closes without an answer; nothing was carried out.',
    effect: unheard('cut before the answer'),
  },
  'connection-reset': {
    endpoints,
    sentence: 'The connection is reset without an answer; nothing was carried out.',
    effect: unheard('reset before the answer'),
  },
  'request-stalled': {
    endpoints: ['submit', 'cancel'],
    sentence: 'No answer ever comes; nothing was carried out.',
    effect: unheard('stalled before the answer'),
  },
  'answer-lost': {
    endpoints: ['submit', 'cancel'],
    sentence: 'The request is carried out, then the connection closes without an answer.',
    effect: travelling('cut before the answer'),
  },
  'answer-reset': {
    endpoints: ['submit', 'cancel'],
    sentence: 'The request is carried out, then the connection is reset without an answer.',
    effect: travelling('reset before the answer'),
  },
  'answer-stalled': {
    endpoints,
    sentence: 'The request is carried out; the answer never comes.',
    effect: travelling('stalled before the answer'),
  },
  'answer-stalled-halfway': {
    endpoints,
    sentence: 'The request is carried out; half of the answer comes, then nothing more.',
    effect: travelling('stalled halfway'),
  },
  'answer-truncated': {
    endpoints,
    sentence: 'The request is carried out; the connection closes halfway through the declared length.',
    effect: travelling('cut halfway'),
  },
  'answer-trickled': {
    endpoints,
    sentence: 'The answer comes whole, a few bytes at a time.',
    effect: travelling('trickled'),
  },
  'answer-chunked': {
    endpoints,
    sentence: 'The answer comes whole, in chunks and without a length.',
    effect: travelling('chunked'),
  },
  'answer-gzip': {
    endpoints,
    sentence: 'The answer is compressed with gzip.',
    effect: afterwards((reply) => compressed(reply, 'gzip', gzipSync(bodyBytes(reply.body)))),
  },
  'answer-brotli': {
    endpoints,
    sentence: 'The answer is compressed with Brotli.',
    effect: afterwards((reply) => compressed(reply, 'br', brotliCompressSync(bodyBytes(reply.body)))),
  },
  'api-redirect': {
    endpoints: apiEndpoints,
    sentence: 'The API redirects to another origin (307); nothing was carried out.',
    effect: instead((visit) => json(307, {}, { location: trapUrl(visit, 'api-redirect') })),
  },
} as const satisfies Record<string, Switch>;

function unheard(delivery: Delivery): Effect {
  return instead(() => delivered(json(200, {}), delivery));
}

function travelling(delivery: Delivery): Effect {
  return afterwards((reply) => delivered(reply, delivery));
}

function compressed(reply: Reply, encoding: string, content: Uint8Array): Reply {
  return bytes(reply.status, content, { ...reply.headers, 'content-encoding': encoding });
}
