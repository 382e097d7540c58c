import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';

const decoders = new Map([
  ['br', promisify(brotliDecompress)],
  ['deflate', promisify(inflate)],
  ['gzip', promisify(gunzip)],
  ['x-gzip', promisify(gunzip)],
]);

/**
 * A body as it was before it was compressed on its way. We ask for none of that, but some servers in between do it
 * all the same. Throws where the body is not what its header says, or more than `limit` bytes.
 */
export async function decodeBody(
  body: Uint8Array,
  encoding: string | null,
  limit: number,
): Promise<Uint8Array> {
  const decode = decoders.get(encoding?.trim().toLowerCase() ?? '');
  return decode === undefined || body.length === 0 ? body : decode(body, { maxOutputLength: limit });
}
