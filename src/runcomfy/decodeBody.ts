import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import { TooLarge } from './tooLarge.ts';

const decoders = new Map([
  ['br', promisify(brotliDecompress)],
  ['deflate', promisify(inflate)],
  ['gzip', promisify(gunzip)],
  ['x-gzip', promisify(gunzip)],
]);

/**
 * A body as it was before it was compressed on its way. We ask for none of that, but some servers in between do it
 * all the same. Throws where the body is not what its header says, and `TooLarge` where it has more than `limit`
 * bytes.
 */
export async function decodeBody(
  body: Uint8Array,
  encoding: string | null,
  limit: number,
): Promise<Uint8Array> {
  const decode = decoders.get(encoding?.trim().toLowerCase() ?? '');
  if (decode === undefined || body.length === 0) {
    return body;
  }
  try {
    return await decode(body, { maxOutputLength: limit });
  } catch (error) {
    const large = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    throw large ? new TooLarge(limit) : error;
  }
}
