import type { ServerResponse } from 'node:http';
import { bodyBytes, type Ended, type Reply } from './replies.ts';

const endlessLimit = 256 * 1024 * 1024;
const tricklePieces = 12;
const tricklePause = 10;

/** Sends a reply the way its delivery says, and tells how that ended. */
export function deliver(response: ServerResponse, reply: Reply): Promise<Ended> {
  return new Promise((resolve) => {
    const content = bodyBytes(reply.body);
    const half = content.subarray(0, Math.floor(content.length / 2));
    response.on('error', () => undefined);
    response.on('finish', () => {
      resolve('sent');
    });
    response.on('close', () => {
      resolve('cut');
    });
    switch (reply.delivery) {
      case 'whole':
        writeHead(response, reply, content.length);
        response.end(content);
        return;
      case 'chunked':
        writeHead(response, reply);
        for (let start = 0; start < content.length; start += 1000) {
          response.write(content.subarray(start, start + 1000));
        }
        response.end();
        return;
      case 'trickled':
        writeHead(response, reply);
        trickle(response, content);
        return;
      case 'cut before the answer':
        response.destroy();
        return;
      case 'reset before the answer':
        response.socket?.resetAndDestroy();
        return;
      case 'stalled before the answer':
        resolve('stalled');
        return;
      case 'cut halfway':
        writeHead(response, reply, content.length);
        response.write(half, () => {
          response.destroy();
        });
        return;
      case 'stalled halfway':
        writeHead(response, reply, content.length);
        response.write(half, () => {
          resolve('stalled');
        });
        return;
      case 'endless':
        writeHead(response, reply);
        response.write(content);
        pump(response);
        return;
    }
  });
}

function writeHead(response: ServerResponse, reply: Reply, length?: number): void {
  // A reply that names its own length means to lie about it.
  const measured = length === undefined ? {} : { 'content-length': String(length) };
  response.writeHead(reply.status, { ...measured, ...reply.headers });
}

function trickle(response: ServerResponse, content: Uint8Array): void {
  const size = Math.max(1, Math.ceil(content.length / tricklePieces));
  let start = 0;
  const timer = setInterval(() => {
    response.write(content.subarray(start, start + size));
    start += size;
    if (start < content.length) return;
    clearInterval(timer);
    response.end();
  }, tricklePause);
  response.on('close', () => {
    clearInterval(timer);
  });
}

function pump(response: ServerResponse): void {
  const filler = new Uint8Array(64 * 1024);
  let sent = 0;
  const more = (): void => {
    while (!response.destroyed && sent < endlessLimit) {
      sent += filler.length;
      if (!response.write(filler)) return;
    }
    response.end();
  };
  response.on('drain', more);
  more();
}
