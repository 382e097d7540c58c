// Carries out orders of more and more jobs, as one window does, and tells after each what it took. In a process of its
// own, whose heap and connections are nobody else's: `ourJobs.ts <api> <limit> <folder> <jobs>…`.
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { folderDisk } from '../../../src/disk/folderDisk.ts';
import { thisProcess } from '../../../src/disk/thisProcess.ts';
import { watchFolder } from '../../../src/disk/watchFolder.ts';
import { systemClock } from '../../../src/generation/clock.ts';
import { Generations } from '../../../src/generation/generations.ts';
import { Slots } from '../../../src/generation/slots.ts';
import { defaults, modelId } from '../../../src/models/zImageTurbo.ts';
import { Claims } from '../../../src/records/claims.ts';
import { RecordBook } from '../../../src/records/recordBook.ts';
import { RecordStore } from '../../../src/records/recordStore.ts';
import { createRunComfyClient } from '../../../src/runcomfy/client.ts';
import { createTransport } from '../../../src/runcomfy/transport.ts';
import '../../launch/endWithParent.ts';
import { localToken } from '../../runcomfy/server.ts';
import type { Step } from './measure.ts';

const [api = '', limit = '', folder = '', ...steps] = process.argv.slice(2);
const disk = folderDisk(folder);
const transport = createTransport();
const book = new RecordBook(new RecordStore(disk), watchFolder(folder), () => undefined);
const generations = new Generations({
  book,
  claims: new Claims({ disk, ...thisProcess }),
  service: (apiBaseUrl) =>
    createRunComfyClient({
      apiBaseUrl: new URL(apiBaseUrl),
      token: () => Promise.resolve(localToken),
      transport,
    }),
  slots: new Slots(() => Number(limit)),
  clock: systemClock,
  random: Math.random,
  newId: randomUUID,
});
// As in a window whose gallery is open.
await book.load();

let mostConnections = 0;
setInterval(() => {
  const open = process.getActiveResourcesInfo().filter((name) => name === 'TCPSocketWrap').length;
  mostConnections = Math.max(mostConnections, open);
}, 20).unref();

for (const jobs of steps.map(Number)) {
  await carryOut(jobs);
}
await transport.close();
process.exit(0);

async function carryOut(jobs: number): Promise<void> {
  mostConnections = 0;
  const from = Date.now();
  const draft = {
    apiBaseUrl: api,
    workspace: 'growth',
    altText: 'A house',
    request: { ...defaults, model: modelId, prompt: 'A house', imageSize: 'square', seed: 1 },
    delivery: { kind: 'show', document: null },
  } as const;
  const records = await generations.intend(Array.from({ length: jobs }, () => draft));
  const outcomes = await Promise.all(
    records.map(async (record) => {
      const { outcome } = await generations.run(record);
      await generations.close(record.id);
      return outcome;
    }),
  );
  const to = Date.now();
  const other = outcomes.find((outcome) => outcome !== 'stored');
  if (other !== undefined) throw new Error(`A job ended as ${other}.`);
  const step: Omit<Step, 'requests'> = { jobs, from, to, connections: mostConnections, heap: await heap() };
  console.log(`step ${JSON.stringify(step)}`);
}

/** Bytes, once what was let go is collected: some of it is let go only by a later turn. */
async function heap(): Promise<number> {
  for (let turn = 0; turn < 3; turn++) {
    await pause(500);
    globalThis.gc?.();
  }
  return process.memoryUsage().heapUsed;
}
