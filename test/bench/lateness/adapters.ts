import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import * as z from 'zod';
import { listen } from '../../runcomfy/addresses.ts';
import { RunComfyCalls, type CallsState } from './runComfyCalls.ts';

/** The same simulated service in the words of another one. */
export interface Adapter {
  readonly url: string;
  /** How many requests came in. */
  readonly requests: () => number;
  close(): Promise<void>;
}

interface Reply {
  readonly status: number;
  readonly body: unknown;
}

type Answering = (method: string, path: string, body: string, calls: RunComfyCalls) => Promise<Reply>;

const falStates: Record<CallsState, string> = {
  in_queue: 'IN_QUEUE',
  in_progress: 'IN_PROGRESS',
  completed: 'COMPLETED',
};

const replicateStates: Record<CallsState, string> = {
  in_queue: 'starting',
  in_progress: 'processing',
  completed: 'succeeded',
};

const promptOf = z.object({ prompt: z.string() });

/** fal's queue, as its client asks it: submit, status, result. */
export const startFal = (apiUrl: string): Promise<Adapter> =>
  start(apiUrl, async (method, path, body, calls) => {
    const [, id, tail] = /\/requests\/([^/]+)(\/status)?$/.exec(path) ?? [];
    if (method === 'POST') {
      const requestId = await calls.submit(promptOf.parse(JSON.parse(body)).prompt);
      return { status: 200, body: { request_id: requestId, status: 'IN_QUEUE' } };
    }
    if (tail === '/status') {
      const state = await calls.state(id ?? '');
      return { status: 200, body: { request_id: id, status: falStates[state] } };
    }
    return { status: 200, body: { images: await calls.pictures(id ?? '') } };
  });

/** Replicate's predictions, whose state comes with the output. */
export const startReplicate = (apiUrl: string): Promise<Adapter> =>
  start(apiUrl, async (method, path, body, calls) => {
    if (method === 'POST') {
      const { input } = z.object({ input: promptOf }).parse(JSON.parse(body));
      return { status: 201, body: { id: await calls.submit(input.prompt), status: 'starting' } };
    }
    const id = path.split('/').at(-1) ?? '';
    const state = await calls.state(id);
    const output = state === 'completed' ? await calls.pictures(id) : null;
    return { status: 200, body: { id, status: replicateStates[state], output } };
  });

async function start(apiUrl: string, answering: Answering): Promise<Adapter> {
  const calls = new RunComfyCalls(apiUrl);
  let requests = 0;
  const answer = async (request: IncomingMessage): Promise<Reply> => {
    requests++;
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    return answering(request.method ?? 'GET', pathname, await text(request), calls);
  };
  const server = createServer((request, response) => {
    answer(request)
      .catch((error: unknown): Reply => ({ status: 500, body: { detail: String(error) } }))
      .then(({ status, body }) => {
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      })
      .catch(() => undefined);
  });
  return {
    url: await listen(server, 0),
    requests: () => requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
