import { createFalClient } from '@fal-ai/client';
import Replicate from 'replicate';
import { systemClock } from '../../../src/generation/clock.ts';
import { RunningTimes } from '../../../src/generation/runningTimes.ts';
import { watchJob } from '../../../src/generation/watchJob.ts';
import { defaults, modelId } from '../../../src/models/zImageTurbo.ts';
import { createRunComfyClient } from '../../../src/runcomfy/client.ts';
import { createTransport } from '../../../src/runcomfy/transport.ts';
import { localToken } from '../../runcomfy/server.ts';
import { startFal, startReplicate, type Adapter } from './adapters.ts';
import { farFrom } from './distance.ts';
import { RunComfyCalls } from './runComfyCalls.ts';

/** Has one picture made, and resolves when the client holds its result. */
type Make = (prompt: string) => Promise<void>;

interface Opened {
  readonly make: Make;
  /** How many requests it has made, where they do not reach the simulated service by themselves. */
  readonly requests: (() => number) | null;
  close(): Promise<void>;
}

export interface Client {
  readonly name: string;
  /** Begins to use the service at this address, so far away. */
  open(apiUrl: string, roundTrip: number): Promise<Opened>;
}

const never = new AbortController().signal;

const ours: Client = {
  name: 'Z-Image',
  open: async (apiUrl, roundTrip) => {
    const far = await farFrom(apiUrl, roundTrip);
    const transport = createTransport();
    const service = createRunComfyClient({
      apiBaseUrl: new URL(far.url),
      token: () => Promise.resolve(localToken),
      transport,
    });
    const times = new RunningTimes();
    return {
      requests: null,
      make: async (prompt) => {
        const request = { ...defaults, model: modelId, prompt, imageSize: 'square', seed: 1 } as const;
        const submission = await service.submit(request);
        if (submission.outcome !== 'accepted') throw new Error(submission.outcome);
        const accepted = {
          step: 'accepted',
          requestId: submission.requestId,
          acceptedAt: new Date().toISOString(),
        } as const;
        const tools = {
          service,
          clock: systemClock,
          random: Math.random,
          times: times.of(request),
          beforeRead: () => Promise.resolve(),
        };
        const observer = { onPhase: () => undefined, onCancellation: () => undefined };
        const watched = await watchJob(accepted, tools, { cancel: never, suspend: never }, observer);
        if (watched.outcome !== 'succeeded') throw new Error(watched.outcome);
      },
      close: async () => {
        await transport.close();
        await far.close();
      },
    };
  },
};

/** RunComfy's own clients ask for the state at once and then at an interval, and for the result when it is done. */
function loop(seconds: number): Client {
  return {
    name: `loop of ${seconds} s`,
    open: async (apiUrl, roundTrip) => {
      const far = await farFrom(apiUrl, roundTrip);
      const calls = new RunComfyCalls(far.url);
      return {
        requests: null,
        make: async (prompt) => {
          const id = await calls.submit(prompt);
          while ((await calls.state(id)) !== 'completed') {
            await systemClock.wait(seconds * 1000, never);
          }
          await calls.pictures(id);
        },
        close: () => far.close(),
      };
    },
  };
}

function peer(
  name: string,
  start: (apiUrl: string) => Promise<Adapter>,
  makeWith: (url: string) => Make,
): Client {
  return {
    name,
    open: async (apiUrl, roundTrip) => {
      const adapter = await start(apiUrl);
      const far = await farFrom(adapter.url, roundTrip);
      return {
        make: makeWith(far.url),
        requests: adapter.requests,
        close: async () => {
          await far.close();
          await adapter.close();
        },
      };
    },
  };
}

const fal = peer('@fal-ai/client', startFal, (url) => {
  const client = createFalClient({
    credentials: 'none',
    requestMiddleware: (request) =>
      Promise.resolve({ ...request, url: request.url.replace(/^https:\/\/[^/]+/, url) }),
  });
  return async (prompt) => {
    await client.subscribe('fal-ai/z-image/turbo', { input: { prompt } });
  };
});

const replicate = peer('replicate', startReplicate, (url) => {
  const client = new Replicate({ auth: 'none', baseUrl: url, useFileOutput: false });
  return async (prompt) => {
    await client.run('tongyi-mai/z-image-turbo', { input: { prompt }, wait: { mode: 'poll' } });
  };
});

/** The first is ours, the second the one that the others are measured by. */
export const clients: readonly Client[] = [ours, fal, replicate, loop(2), loop(3), loop(5)];
