import { randomUUID } from 'node:crypto';
import { folderDisk } from '../../src/disk/folderDisk.ts';
import { thisProcess } from '../../src/disk/thisProcess.ts';
import type { Clock } from '../../src/generation/clock.ts';
import { Generations } from '../../src/generation/generations.ts';
import { RunningTimes } from '../../src/generation/runningTimes.ts';
import { Slots } from '../../src/generation/slots.ts';
import { Claims } from '../../src/records/claims.ts';
import { RecordBook, type Watch } from '../../src/records/recordBook.ts';
import { RecordStore } from '../../src/records/recordStore.ts';
import { createRunComfyClient } from '../../src/runcomfy/client.ts';
import { createTransport } from '../../src/runcomfy/transport.ts';
import { localToken } from '../runcomfy/server.ts';

interface Window {
  readonly generations: Generations;
  readonly book: RecordBook;
  readonly store: RecordStore;
  readonly close: () => Promise<void>;
}

interface WindowOptions {
  readonly folder: string;
  /** How many generations run at once. */
  readonly limit: number;
  readonly clock: Clock;
  readonly watch: Watch;
}

/** The generations of one window without an editor: on a real disk, over real connections, with the local RunComfy. */
export function generationsIn({ folder, limit, clock, watch }: WindowOptions): Window {
  const disk = folderDisk(folder);
  const store = new RecordStore(disk);
  const book = new RecordBook(store, watch, () => undefined);
  // As many as a window of the editor has.
  const transport = createTransport({ mostConnections: () => limit + 2 });
  const generations = new Generations({
    book,
    claims: new Claims({ disk, ...thisProcess }),
    service: (apiBaseUrl) =>
      createRunComfyClient({
        apiBaseUrl: new URL(apiBaseUrl),
        token: () => Promise.resolve(localToken),
        transport,
      }),
    slots: new Slots(() => limit),
    clock,
    random: Math.random,
    times: new RunningTimes(),
    newId: randomUUID,
  });
  return { generations, book, store, close: () => transport.close() };
}
