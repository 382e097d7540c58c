import { decodeBody } from './decodeBody.ts';
import type { Exchange } from './exchange.ts';
import { TooLarge } from './tooLarge.ts';

type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** The whole body of an answer, as it was before it was compressed; throws `TooLarge`. */
export async function bodyOf(
  body: AsyncIterable<Uint8Array>,
  headers: Headers,
  limit: number,
): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of body) {
    length += part.length;
    if (length > limit) {
      throw new TooLarge(limit);
    }
    parts.push(part);
  }
  return decodeBody(Buffer.concat(parts, length), single(headers['content-encoding']), limit);
}

/** The one value of a header; of several the first. */
export function single(header: string | string[] | undefined): string | null {
  return (Array.isArray(header) ? header[0] : header) ?? null;
}

export function textOf(exchanged: Exchange<Uint8Array>): Exchange<string> {
  return exchanged.outcome === 'answered'
    ? { ...exchanged, body: new TextDecoder().decode(exchanged.body) }
    : exchanged;
}
