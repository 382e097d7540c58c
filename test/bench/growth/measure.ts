import { join } from 'node:path';
import * as z from 'zod';
import { temporaryFolder } from '../../launch/ending.ts';
import { startProcess } from '../../launch/processes.ts';
import { startLocalRunComfy } from '../../runcomfy/server.ts';
import { within, type Judged } from '../judged.ts';

const stepsOfJobs = [1, 10, 100, 1000] as const;
/** Divides the steps, so that there is no last round with places left free. */
const limit = 25;
const jobSeconds = 10;
const limits = { wall: 1.15, spareConnections: 2, requestsRatio: 1.1, heapGrowth: 4 } as const;
const megabyte = 1024 * 1024;

const stepSchema = z.object({
  jobs: z.number(),
  /** Milliseconds since 1970. */
  from: z.number(),
  to: z.number(),
  /** The most at any moment. */
  connections: z.number(),
  /** Bytes on the heap after it, with nothing on it that could be collected. */
  heap: z.number(),
});

export type Step = z.infer<typeof stepSchema> & {
  /** Per job. */
  readonly requests: number;
};

/** Orders of more and more jobs of ten seconds, with at most so many at once. */
export async function measureGrowth(report: (line: string) => void): Promise<Step[]> {
  const runcomfy = await startLocalRunComfy({
    workers: limit,
    durations: {
      typicalMilliseconds: jobSeconds * 1000,
      spread: 0,
      coldStartShare: 0,
      coldStartMilliseconds: 0,
    },
  });
  const storage = temporaryFolder('growth');
  const ended: z.infer<typeof stepSchema>[] = [];
  const lines: string[] = [];
  try {
    const running = startProcess(
      process.execPath,
      [
        ...['--expose-gc', join(import.meta.dirname, 'ourJobs.ts')],
        ...[runcomfy.apiUrl, String(limit), storage.path, ...stepsOfJobs.map(String)],
      ],
      {},
      (line) => {
        lines.push(line);
        if (line.startsWith('step ')) {
          const step = stepSchema.parse(JSON.parse(line.slice('step '.length)));
          ended.push(step);
          report(`${step.jobs} jobs: ${((step.to - step.from) / 1000).toFixed(1)} s`);
        }
      },
    );
    if ((await running.exited) !== 0) throw new Error(lines.join('\n'));
    const log = await runcomfy.log();
    return ended.map((step) => {
      const during = log.filter(({ at }) => Date.parse(at) >= step.from && Date.parse(at) <= step.to);
      return { ...step, requests: during.length / step.jobs };
    });
  } finally {
    await runcomfy.close();
    storage.remove();
  }
}

export function judgeGrowth(steps: readonly Step[]): Judged[] {
  const [first] = steps;
  return steps.flatMap(({ jobs, from, to, connections, requests, heap }) => {
    const least = Math.ceil(jobs / limit) * jobSeconds;
    return [
      within(
        `${jobs} jobs of ${jobSeconds} s, ${limit} at once: time beside ${least} s`,
        (to - from) / 1000 / least,
        limits.wall,
        ' times',
      ),
      within(`${jobs} jobs: connections`, connections, limit + limits.spareConnections, ''),
      within(
        `${jobs} jobs: requests for each, ${requests.toFixed(1)}, beside those of one job alone`,
        requests / (first?.requests ?? Number.NaN),
        limits.requestsRatio,
        ' times',
      ),
      within(
        `${jobs} jobs: growth of the heap since the first`,
        (heap - (first?.heap ?? Number.NaN)) / megabyte,
        limits.heapGrowth,
        ' MB',
      ),
    ];
  });
}
