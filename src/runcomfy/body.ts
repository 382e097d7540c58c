import type { Readable } from 'node:stream';
import { decodeBody } from './decodeBody.ts';
import type { Exchange } from './exchange.ts';
import { TooLarge } from './tooLarge.ts';

type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** Bytes that there is room for at first where an answer does not say how long it is. */
const firstRoom = 16 * 1024;

/** The whole body of an answer, as it was before it was compressed; throws `TooLarge`. */
export async function bodyOf(body: Readable, headers: Headers, limit: number): Promise<Uint8Array> {
  const declared = Number(single(headers['content-length']) ?? Number.NaN);
  const room = Number.isFinite(declared) && declared >= 0 ? Math.min(declared, limit) : firstRoom;
  return decodeBody(await collected(body, room, limit), single(headers['content-encoding']), limit);
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

/** Each part goes to its place as it comes: a picture of many megabytes is not gathered once more at its end. */
function collected(body: Readable, room: number, limit: number): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    let bytes = Buffer.allocUnsafe(room);
    let length = 0;
    body.on('data', (part: Uint8Array) => {
      const end = length + part.length;
      if (end > limit) {
        body.destroy(new TooLarge(limit));
        return;
      }
      if (end > bytes.length) {
        const larger = Buffer.allocUnsafe(Math.max(end, Math.min(limit, bytes.length * 2)));
        larger.set(bytes.subarray(0, length));
        bytes = larger;
      }
      bytes.set(part, length);
      length = end;
    });
    body.once('end', () => {
      resolve(bytes.subarray(0, length));
    });
    body.once('error', reject);
    body.once('close', () => {
      reject(new Error('the answer ended before its end'));
    });
  });
}
