import type { IncomingMessage } from 'node:http';

export type RequestBody =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'too much' }
  /** The client went away before the end. */
  | { readonly kind: 'broken off' };

const mostBytes = 64 * 1024 * 1024;

export async function readBody(request: IncomingMessage): Promise<RequestBody> {
  const parts: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const part of request) {
      if (!(part instanceof Uint8Array)) continue;
      length += part.length;
      if (length <= mostBytes) parts.push(part);
    }
  } catch {
    return { kind: 'broken off' };
  }
  return length > mostBytes
    ? { kind: 'too much' }
    : { kind: 'text', text: Buffer.concat(parts).toString('utf8') };
}

/** Undefined when the text is no JSON. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
