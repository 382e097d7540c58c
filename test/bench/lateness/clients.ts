import { createFalClient } from '@fal-ai/client';
import Replicate from 'replicate';
import { folderDisk } from '../../../src/disk/folderDisk.ts';
import { systemClock } from '../../../src/generation/clock.ts';
import { downloadPictures } from '../../../src/generation/downloadPictures.ts';
import { RunningTimes } from '../../../src/generation/runningTimes.ts';
import { watchJob } from '../../../src/generation/watchJob.ts';
import { defaults, modelId } from '../../../src/models/zImageTurbo.ts';
import { RecordStore } from '../../../src/records/recordStore.ts';
import { createRunComfyClient } from '../../../src/runcomfy/client.ts';
import { createTransport } from '../../../src/runcomfy/transport.ts';
import type { Addresses } from '../../runcomfy/addresses.ts';
import { localToken } from '../../runcomfy/server.ts';
import { farFrom } from '../distance.ts';
import { startFal, startReplicate, type Adapter } from './adapters.ts';
import { openFarFiles } from './farFiles.ts';
import { RunComfyCalls } from './runComfyCalls.ts';

/** Milliseconds since 1970. */
interface Made {
  readonly heldAt: number;
  readonly onDiskAt: number;
}

/** Has one picture made: when the client held its result, and when the picture was on disk. */
type Make = (prompt: string) => Promise<Made>;

interface Opened {
  readonly make: Make;
  /** How many requests it has made, where they do not reach the simulated service by themselves. */
  readonly requests: (() => number) | null;
  close(): Promise<void>;
}

export interface Client {
  readonly name: string;
  /** Begins to use the service at these addresses, so far away. */
  open(addresses: Addresses, roundTrip: number): Promise<Opened>;
}

const never = new AbortController().signal;

const ours: Client = {
  name: 'Z-Image',
  open: async (addresses, roundTrip) => {
    const far = await farFrom(addresses.apiUrl, { roundTrip });
    const files = await openFarFiles(addresses, roundTrip);
    const transport = createTransport();
    const service = createRunComfyClient({
      apiBaseUrl: new URL(far.url),
      token: () => Promise.resolve(localToken),
      transport,
    });
    const journal = new RecordStore(folderDisk(files.folder));
    const times = new RunningTimes();
    return {
      requests: null,
      make: async (prompt) => {
        const request = { ...defaults, model: modelId, prompt, imageSize: 'square', seed: 1 } as const;
        const submission = await service.submit(request);
        if (submission.outcome !== 'accepted') throw new Error(submission.outcome);
        const { requestId } = submission;
        const accepted = { step: 'accepted', requestId, acceptedAt: new Date().toISOString() } as const;
        const tools = {
          service,
          journal,
          clock: systemClock,
          random: Math.random,
          times: times.of(request),
          beforeRead: () => Promise.resolve(),
        };
        const observer = { onPhase: () => undefined, onCancellation: () => undefined };
        const watched = await watchJob(accepted, tools, { cancel: never, suspend: never }, observer);
        if (watched.outcome !== 'succeeded') throw new Error(watched.outcome);
        const heldAt = Date.now();
        const pictureUrls = watched.pictureUrls.map(files.far);
        const finished = { step: 'finished', requestId, pictureUrls, cost: null } as const;
        const { outcome } = await downloadPictures(requestId, finished, tools, never);
        if (outcome !== 'stored') throw new Error(outcome);
        return { heldAt, onDiskAt: Date.now() };
      },
      close: async () => {
        await transport.close();
        await far.close();
        await files.close();
      },
    };
  },
};

/** Gives the output of a job. */
type Ask = (prompt: string) => Promise<unknown>;

/** Another client: it asks at an address so far away, which `near` gives. */
function other(
  name: string,
  near: (apiUrl: string) => Promise<Pick<Adapter, 'url' | 'close'> & Pick<Opened, 'requests'>>,
  askAt: (url: string) => Ask,
): Client {
  return {
    name,
    open: async (addresses, roundTrip) => {
      const { url, requests, close } = await near(addresses.apiUrl);
      const far = await farFrom(url, { roundTrip });
      const files = await openFarFiles(addresses, roundTrip);
      const ask = askAt(far.url);
      return {
        requests,
        make: async (prompt) => {
          const output = await ask(prompt);
          const heldAt = Date.now();
          await files.keep(output);
          return { heldAt, onDiskAt: Date.now() };
        },
        close: async () => {
          await far.close();
          await files.close();
          await close();
        },
      };
    },
  };
}

/** RunComfy's own clients ask for the state at once and then at an interval, and for the result when it is done. */
function loop(seconds: number): Client {
  const itself = (url: string) =>
    Promise.resolve({ url, requests: null, close: () => Promise.resolve(undefined) });
  return other(`loop of ${seconds} s`, itself, (url) => {
    const calls = new RunComfyCalls(url);
    return async (prompt) => {
      const id = await calls.submit(prompt);
      while ((await calls.state(id)) !== 'completed') {
        await systemClock.wait(seconds * 1000, never);
      }
      return calls.pictures(id);
    };
  });
}

const fal = other('@fal-ai/client', startFal, (url) => {
  const client = createFalClient({
    credentials: 'none',
    requestMiddleware: (request) =>
      Promise.resolve({ ...request, url: request.url.replace(/^https:\/\/[^/]+/, url) }),
  });
  return (prompt) => client.subscribe('fal-ai/z-image/turbo', { input: { prompt } });
});

const replicate = other('replicate', startReplicate, (url) => {
  const client = new Replicate({ auth: 'none', baseUrl: url, useFileOutput: false });
  return (prompt) => client.run('tongyi-mai/z-image-turbo', { input: { prompt }, wait: { mode: 'poll' } });
});

/** The first is ours, the second the one that the others are measured by. */
export const clients: readonly Client[] = [ours, fal, replicate, loop(2), loop(3), loop(5)];
