// Carries out orders of more and more jobs, as one window does, and tells after each what it took. In a process of its
// own, whose heap and connections are nobody else's: `ourJobs.ts <api> <limit> <folder> <jobs>…`.
import { setTimeout as pause } from 'node:timers/promises';
import { watchFolder } from '../../../src/disk/watchFolder.ts';
import { systemClock } from '../../../src/generation/clock.ts';
import { defaults, modelId } from '../../../src/models/zImageTurbo.ts';
import '../../launch/endWithParent.ts';
import { generationsIn } from '../../support/generationsIn.ts';
import type { Step } from './measure.ts';

const [api = '', limit = '', folder = '', ...steps] = process.argv.slice(2);
const { generations, book, close } = generationsIn({
  folder,
  limit: Number(limit),
  clock: systemClock,
  watch: watchFolder(folder),
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
await close();
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
