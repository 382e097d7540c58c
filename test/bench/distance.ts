import { connect, createServer, type Socket } from 'node:net';
import { listen } from '../runcomfy/addresses.ts';

export interface Distance {
  /** Where the service is found from afar. */
  readonly url: string;
  close(): Promise<void>;
}

export interface Line {
  /** Milliseconds there and back. */
  readonly roundTrip: number;
  /** Bytes in a second that come from the server, over all connections together. */
  readonly rate?: number;
}

/** What may lie in the line, as in the buffers of routers: whoever sends waits for more room. */
const mostInLine = 2 * 1024 * 1024;

/** Stands before a server on this computer as if it were at the other end of a line. */
export async function farFrom(
  serverUrl: string,
  { roundTrip, rate = Number.POSITIVE_INFINITY }: Line,
): Promise<Distance> {
  const port = Number(new URL(serverUrl).port);
  const sockets = new Set<Socket>();
  /** When the line has brought all that is in it. */
  let freeAt = 0;
  const passage = (length: number): number => {
    const now = performance.now();
    freeAt = Math.max(freeAt, now) + (length / rate) * 1000;
    return freeAt - now;
  };
  const server = createServer((near) => {
    const far = connect(port, '127.0.0.1');
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.setNoDelay(true);
      const inOrder = new InOrder();
      from.on('data', (bytes) => {
        const passing = from === far ? passage(bytes.length) : 0;
        if ((passing / 1000) * rate > mostInLine) {
          from.pause();
          setTimeout(() => from.resume(), passing / 2);
        }
        inOrder.add(passing + roundTrip / 2, () => {
          if (!to.destroyed) to.write(bytes);
        });
      });
      from.on('error', () => to.destroy());
      from.on('close', () => {
        sockets.delete(from);
        inOrder.add(roundTrip / 2, () => to.end());
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

/** Does one thing after the other, each not before its time: timers of their own may overtake each other. */
class InOrder {
  readonly #waiting: { readonly at: number; readonly work: () => void }[] = [];
  #timer: NodeJS.Timeout | null = null;

  add(delay: number, work: () => void): void {
    const last = this.#waiting.at(-1)?.at ?? 0;
    this.#waiting.push({ at: Math.max(last, performance.now() + delay), work });
    if (this.#timer === null) {
      this.#timer = setTimeout(this.#work, delay);
    }
  }

  readonly #work = (): void => {
    const now = performance.now();
    let [next] = this.#waiting;
    while (next !== undefined && next.at <= now) {
      this.#waiting.shift();
      next.work();
      [next] = this.#waiting;
    }
    this.#timer = next === undefined ? null : setTimeout(this.#work, next.at - now);
  };
}
