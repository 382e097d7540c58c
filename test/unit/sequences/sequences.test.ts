import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { judge } from './laws.ts';
import { SequenceWorld } from './sequenceWorld.ts';
import { steps } from './steps.ts';

/** `npm run chaos -- sequences` asks for more. */
const runs = Number(process.env['Z_IMAGE_SEQUENCES'] ?? 300);
const seed = Number(process.env['Z_IMAGE_SEED'] ?? Math.floor(Math.random() * 2 ** 31));

vi.setConfig({ testTimeout: 3_600_000 });

test(`whatever happens to windows, orders, disk, service and documents, the laws hold (${runs} sequences, seed ${seed})`, async () => {
  const seen = { steps: 0, submits: 0, jobs: 0, stored: 0, inserted: 0, offered: 0, unknown: 0, failed: 0 };
  await fc.assert(
    fc.asyncProperty(steps, async (sequence) => {
      const world = new SequenceWorld();
      await world.run(sequence);
      await world.heal();
      judge(world);
      const records = world.records().map(({ record }) => record);
      const at = (step: string): number => records.filter(({ state }) => state.step === step).length;
      seen.steps += sequence.length;
      seen.submits += world.submits.length;
      seen.jobs += world.service.jobs.size;
      seen.stored += at('stored');
      seen.inserted += world.documents.created.size;
      seen.offered += world.offered.size;
      seen.unknown += at('unknown');
      seen.failed += at('failed');
    }),
    { numRuns: runs, seed },
  );
  console.log(JSON.stringify(seen));
  // Sequences in which nothing happens would prove nothing.
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(0);
});
