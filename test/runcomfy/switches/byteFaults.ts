import { crc32, deflateSync } from 'node:zlib';
import type { PictureFormat } from '../picture.ts';
import { bytes, html, json, type Reply } from '../replies.ts';
import type { ImageSize } from '../sizes.ts';
import { afterwards, onDownload, type Switch } from './switch.ts';

/** Bytes that are no picture, not all of it, or another one than asked for. */
export const byteFaults = {
  'bytes-html': onDownload(
    'An HTML page under the type of the picture, with 200.',
    afterwards((reply) => ({ ...html(200, 'Sign in'), headers: reply.headers })),
  ),
  'bytes-json': onDownload(
    'JSON with an error, with 200.',
    afterwards(() => json(200, { error: 'expired' })),
  ),
  'bytes-none': onDownload(
    'No bytes at all, with 200.',
    afterwards((reply) => filled(reply, new Uint8Array())),
  ),
  'bytes-half': onDownload(
    'Half of the picture, under its own right length.',
    afterwards((reply) => filled(reply, content(reply).subarray(0, content(reply).length / 2))),
  ),
  'bytes-damaged': onDownload(
    'The right length and beginning, with zeros in the middle.',
    afterwards((reply) => {
      const damaged = Uint8Array.from(content(reply));
      return filled(reply, damaged.fill(0, damaged.length * 0.4, damaged.length * 0.6));
    }),
  ),
  'bytes-svg': onDownload(
    'An SVG with a script in it.',
    afterwards((reply) =>
      filled(reply, Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')),
    ),
  ),
  'bytes-other-format': onDownload(
    'A picture of another format than asked for, under the name of the one asked for.',
    afterwards(async (reply, visit) =>
      filled(reply, await visit.draw((order) => ({ ...order, format: otherFormat[order.format] }))),
    ),
  ),
  'bytes-other-size': onDownload(
    'A picture of another size than asked for.',
    afterwards(async (reply, visit) =>
      filled(reply, await visit.draw((order) => ({ ...order, size: otherSize(order.size) }))),
    ),
  ),
  'bytes-bomb': onDownload(
    'A small PNG whose header claims 60,000 by 60,000 pixels.',
    afterwards((reply) => filled(reply, emptyPng(60_000, 60_000))),
  ),
  'bytes-no-pixels': onDownload(
    'A PNG whose header claims no pixels.',
    afterwards((reply) => filled(reply, emptyPng(0, 0))),
  ),
} as const satisfies Record<string, Switch>;

const otherFormat: Readonly<Record<PictureFormat, PictureFormat>> = {
  png: 'webp',
  webp: 'jpeg',
  jpeg: 'png',
};

function otherSize(size: ImageSize): ImageSize {
  return size === 'square' ? 'landscape_16_9' : 'square';
}

function content(reply: Reply): Uint8Array {
  return reply.body.kind === 'bytes' ? reply.body.bytes : new Uint8Array();
}

function filled(reply: Reply, filling: Uint8Array): Reply {
  return bytes(reply.status, filling, reply.headers);
}

function emptyPng(width: number, height: number): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 6, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const pixels = deflateSync(Buffer.alloc(1024));
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(named.length + 8);
  framed.writeUInt32BE(data.length, 0);
  framed.set(named, 4);
  framed.writeUInt32BE(crc32(named), named.length + 4);
  return framed;
}
