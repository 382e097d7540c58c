import { connect, createServer, type Socket } from 'node:net';
import { listen } from '../runcomfy/addresses.ts';

export interface Distance {
  /** Where the service is found from afar. */
  readonly url: string;
  close(): Promise<void>;
}

/** Stands before a server on this computer as if it were so many milliseconds away, there and back. */
export async function farFrom(serverUrl: string, roundTrip: number): Promise<Distance> {
  const port = Number(new URL(serverUrl).port);
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(port, '127.0.0.1');
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.setNoDelay(true);
      from.on('data', (bytes) => {
        setTimeout(() => {
          if (!to.destroyed) to.write(bytes);
        }, roundTrip / 2);
      });
      from.on('error', () => to.destroy());
      from.on('close', () => {
        sockets.delete(from);
        setTimeout(() => to.end(), roundTrip / 2);
      });
    }
  });
  const url = await listen(server, 0);
  return {
    url,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        for (const socket of sockets) socket.destroy();
      }),
  };
}
