export type JsonObject = Record<string, unknown>;

/** How an answer travels; all but the first two are faults. */
export type Delivery =
  | 'whole'
  | 'chunked'
  | 'trickled'
  | 'cut before the answer'
  | 'reset before the answer'
  | 'stalled before the answer'
  | 'cut halfway'
  | 'stalled halfway'
  | 'endless';

/** How an answer ended, as far as the server knows. */
export const endings = ['open', 'sent', 'cut', 'stalled'] as const;
export type Ended = (typeof endings)[number];

export type Body =
  { readonly kind: 'json'; readonly value: unknown } | { readonly kind: 'bytes'; readonly bytes: Uint8Array };

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Body;
  readonly delivery: Delivery;
}

export function json(status: number, value: unknown, headers: Record<string, string> = {}): Reply {
  return {
    status,
    headers: { 'content-type': 'application/json', ...headers },
    body: { kind: 'json', value },
    delivery: 'whole',
  };
}

export function bytes(status: number, content: Uint8Array, headers: Record<string, string>): Reply {
  return { status, headers, body: { kind: 'bytes', bytes: content }, delivery: 'whole' };
}

export function text(
  status: number,
  content: string,
  type: string,
  headers: Record<string, string> = {},
): Reply {
  return bytes(status, Buffer.from(content), { 'content-type': type, ...headers });
}

export function html(status: number, title: string): Reply {
  const page = `<!DOCTYPE html>\n<html lang="en-US"><head><title>${title}</title></head>
<body><div class="cf-wrapper"><h1>${title}</h1><p>Cloudflare Ray ID: <strong>8f0a1b2c3d4e5f60</strong></p></div></body></html>\n`;
  return text(status, page, 'text/html; charset=UTF-8');
}

/** An error as documented: the code's first three digits are the HTTP status. */
export function failure(code: number, message: string, more: JsonObject = {}): Reply {
  return json(Math.floor(code / 1000), { error_code: code, error_message: message, ...more });
}

export function delivered(reply: Reply, delivery: Delivery): Reply {
  return { ...reply, delivery };
}

/** The reply with its JSON object changed; `undefined` as a value takes the key away. */
export function edited(reply: Reply, changes: JsonObject | ((value: JsonObject) => JsonObject)): Reply {
  const { body } = reply;
  if (body.kind !== 'json' || !isObject(body.value)) return reply;
  const value = typeof changes === 'function' ? changes(body.value) : { ...body.value, ...changes };
  return { ...reply, body: { kind: 'json', value } };
}

export function bodyBytes(body: Body): Uint8Array {
  return body.kind === 'json' ? Buffer.from(JSON.stringify(body.value)) : body.bytes;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
