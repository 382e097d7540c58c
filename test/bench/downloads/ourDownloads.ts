// Downloads jobs of four pictures, as a window does, and prints how long that took in milliseconds: their bytes alone,
// and then with each picture checked and flushed to the disk. In a process of its own, as curl is:
// `ourDownloads.ts <address> <jobs> <folder>`.
import { randomUUID } from 'node:crypto';
import { folderDisk } from '../../../src/disk/folderDisk.ts';
import { systemClock } from '../../../src/generation/clock.ts';
import { downloadPictures } from '../../../src/generation/downloadPictures.ts';
import { RecordStore } from '../../../src/records/recordStore.ts';
import { createRunComfyClient } from '../../../src/runcomfy/client.ts';
import { createTransport } from '../../../src/runcomfy/transport.ts';
import '../../launch/endWithParent.ts';

const [address = '', jobs = '', folder = ''] = process.argv.slice(2);
const sideBySide = [1, 2, 3, 4];
const never = new AbortController().signal;

const transport = createTransport();
const service = createRunComfyClient({
  apiBaseUrl: new URL(address),
  token: () => Promise.resolve(null),
  transport,
});
const journal = new RecordStore(folderDisk(folder));

await forEachJob('bytes', async (pictureUrls) => {
  await Promise.all(
    pictureUrls.map(async (url) => {
      const { outcome } = await service.download(url, never);
      if (outcome !== 'bytes') throw new Error(outcome);
    }),
  );
});
await forEachJob('stored', async (pictureUrls) => {
  const requestId = randomUUID();
  const { outcome } = await downloadPictures(
    requestId,
    { step: 'finished', requestId, pictureUrls, cost: null },
    { service, journal, clock: systemClock, random: Math.random, beforeRead: () => Promise.resolve() },
    never,
  );
  if (outcome !== 'stored') throw new Error(outcome);
});
await transport.close();
process.exit(0);

async function forEachJob(name: string, work: (pictureUrls: string[]) => Promise<void>): Promise<void> {
  const began = performance.now();
  for (let job = 0; job < Number(jobs); job++) {
    await work(sideBySide.map((index) => `${address}/${job}-${index}.png`));
  }
  console.log(`${name} in ${performance.now() - began} ms`);
}
