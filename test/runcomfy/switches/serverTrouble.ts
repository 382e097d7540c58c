import { edited, failure, html, json, text, type Reply } from '../replies.ts';
import {
  afterwards,
  apiEndpoints,
  endpoints,
  instead,
  type Endpoint,
  type Switch,
  type Visit,
} from './switch.ts';

const everywhereButCatalogue: readonly Endpoint[] = ['submit', 'status', 'result', 'cancel', 'download'];

/** The service or the network before it is in trouble. Nothing is carried out unless the id says `accepted`. */
export const serverTrouble = {
  'rate-limit': {
    endpoints,
    sentence: '429 without Retry-After.',
    effect: instead(() => tooMany({})),
  },
  'rate-limit-retry-after': {
    endpoints,
    sentence: '429 with Retry-After in seconds (as configured, by default 1).',
    effect: instead((visit) => tooMany({ 'retry-after': String(visit.retryAfterSeconds) })),
  },
  'rate-limit-retry-after-date': {
    endpoints,
    sentence: '429 with Retry-After as a date (as many seconds ahead as configured).',
    effect: instead((visit) => tooMany({ 'retry-after': dateIn(visit) })),
  },
  'rate-limit-retry-after-absurd': {
    endpoints,
    sentence: '429 with a Retry-After of a day.',
    effect: instead(() => tooMany({ 'retry-after': '86400' })),
  },
  'timeout-408': {
    endpoints: apiEndpoints,
    sentence: '408.',
    effect: instead(() => json(408, { message: 'Request Timeout' })),
  },
  'too-early-425': {
    endpoints: apiEndpoints,
    sentence: '425.',
    effect: instead(() => json(425, { message: 'Too Early' })),
  },
  'server-500': {
    endpoints,
    sentence: '500 with 500001.',
    effect: instead(() => failure(500001, 'Internal server error')),
  },
  'server-502': {
    endpoints,
    sentence: '502 with an HTML page.',
    effect: instead(() => html(502, '502 Bad Gateway')),
  },
  'server-503-retry-after': {
    endpoints,
    sentence: '503 with Retry-After in seconds (as configured, by default 1).',
    effect: instead((visit) =>
      json(503, { message: 'Service Unavailable' }, { 'retry-after': String(visit.retryAfterSeconds) }),
    ),
  },
  'server-504-html': {
    endpoints,
    sentence: "504 with Cloudflare's HTML page.",
    effect: instead(() => html(504, 'model-api.runcomfy.net | 504: Gateway time-out')),
  },
  'server-520-html': {
    endpoints: everywhereButCatalogue,
    sentence: "520 with Cloudflare's HTML page.",
    effect: instead(() =>
      html(520, 'model-api.runcomfy.net | 520: Web server is returning an unknown error'),
    ),
  },
  'blocked-403-html': {
    endpoints: everywhereButCatalogue,
    sentence: "403 with Cloudflare's HTML page; the token was not even looked at.",
    effect: instead(() => html(403, 'Attention Required! | Cloudflare')),
  },
  'accepted-500': {
    endpoints: ['submit', 'cancel'],
    sentence: 'The request is carried out, then answered with 500.',
    effect: afterwards(() => failure(500001, 'Internal server error')),
  },
  'accepted-504-html': {
    endpoints: ['submit', 'cancel'],
    sentence: "The request is carried out, then answered with Cloudflare's 504 page.",
    effect: afterwards(() => html(504, 'model-api.runcomfy.net | 504: Gateway time-out')),
  },
  'ok-error-code-client': {
    endpoints: apiEndpoints,
    sentence: '200 with the error code of a refusal (400002); nothing was carried out.',
    effect: instead(() => json(200, { error_code: 400002, error_message: 'Insufficient balance' })),
  },
  'ok-error-code-server': {
    endpoints: apiEndpoints,
    sentence: '200 with error code 500001; nothing was carried out.',
    effect: instead(() => json(200, { error_code: 500001, error_message: 'Internal server error' })),
  },
  'ok-error-code-server-accepted': {
    endpoints: ['submit'],
    sentence: 'The job is accepted, then answered with 200 and error code 500001.',
    effect: afterwards(() => json(200, { error_code: 500001, error_message: 'Internal server error' })),
  },
  'ok-error-code-null': {
    endpoints: apiEndpoints,
    sentence: 'The ordinary answer, with an error code and an error message that are null.',
    effect: afterwards((reply) => edited(reply, { error_code: null, error_message: null })),
  },
  'ok-error-message': {
    endpoints: apiEndpoints,
    sentence: '200 with an error message alone; nothing was carried out.',
    effect: instead(() => json(200, { error_message: 'Something went wrong' })),
  },
  'ok-html': {
    endpoints: apiEndpoints,
    sentence: 'The request is carried out, then answered with 200 and an HTML page.',
    effect: afterwards(() => html(200, 'Just a moment...')),
  },
  'ok-not-json': {
    endpoints: apiEndpoints,
    sentence: 'The request is carried out, then answered with 200 and text that is not JSON.',
    effect: afterwards(() => text(200, 'OK', 'application/json')),
  },
  'ok-json-broken-off': {
    endpoints: apiEndpoints,
    sentence: 'The request is carried out, then answered with half of the JSON under its own right length.',
    effect: afterwards((reply) => {
      const whole = reply.body.kind === 'json' ? JSON.stringify(reply.body.value) : '{}';
      return text(reply.status, whole.slice(0, whole.length / 2), 'application/json');
    }),
  },
  'ok-empty': {
    endpoints: apiEndpoints,
    sentence: 'The request is carried out, then answered with 200 and an empty body.',
    effect: afterwards(() => text(200, '', 'application/json')),
  },
  'ok-null': {
    endpoints: apiEndpoints,
    sentence: 'The request is carried out, then answered with 200 and null.',
    effect: afterwards(() => json(200, null)),
  },
  'ok-array': {
    endpoints: apiEndpoints,
    sentence: 'The request is carried out, then answered with 200 and the body in an array.',
    effect: afterwards((reply) => json(200, reply.body.kind === 'json' ? [reply.body.value] : [])),
  },
} as const satisfies Record<string, Switch>;

function tooMany(headers: Record<string, string>): Reply {
  return json(429, { message: 'Too Many Requests' }, headers);
}

function dateIn(visit: Visit): string {
  return new Date(Date.now() + visit.retryAfterSeconds * 1000).toUTCString();
}
