import { setTimeout as pause } from 'node:timers/promises';
import { startLocalRunComfy, type LocalRunComfyOptions } from '../../runcomfy/server.ts';
import { atMost, type Judged } from '../judged.ts';
import { median } from '../statistics.ts';
import { clients, type Client } from './clients.ts';

/** How long jobs take, and how many of them the service carries out at once. */
interface Workload {
  readonly name: string;
  readonly service: Omit<LocalRunComfyOptions, 'seed'>;
  readonly jobs: number;
  /** Milliseconds between the begins of two jobs. */
  readonly apart: number;
  /** So many first jobs are there to learn from. */
  readonly lessons: number;
}

const warm = { coldStartShare: 0, coldStartMilliseconds: 0 };
const many = 1000;

const workloads: readonly Workload[] = [
  {
    name: 'anywhere in 1 to 8 s',
    service: { workers: many, durations: { ...warm, typicalMilliseconds: 4500, spread: 7 / 9 } },
    jobs: 140,
    apart: 200,
    lessons: 40,
  },
  {
    name: '3.5 s, 12 percent around it',
    service: { workers: many, durations: { ...warm, typicalMilliseconds: 3500, spread: 0.12 } },
    jobs: 140,
    apart: 200,
    lessons: 40,
  },
  {
    name: 'a queue of a minute',
    service: { workers: 2, durations: { ...warm, typicalMilliseconds: 3500, spread: 0.12 } },
    jobs: 40,
    apart: 10,
    lessons: 28,
  },
];

const roundTrips = [20, 60, 200] as const;

export interface LatenessFigure {
  readonly workload: string;
  readonly roundTrip: number;
  readonly client: string;
  /** Milliseconds from the service's end of a job to the client's hold of its result, of each job. */
  readonly lateness: readonly number[];
  /** Milliseconds from the same moment to the picture on disk. */
  readonly onDisk: readonly number[];
  /** Of each job, on average. */
  readonly requests: number;
}

/** How late each client has the result of a job, on the same jobs: their durations come from the seed, of which no client knows. */
export async function measureLateness(
  seed: number,
  report: (line: string) => void,
): Promise<LatenessFigure[]> {
  report(`The durations are drawn from the seed ${seed}.`);
  const figures: LatenessFigure[] = [];
  for (const workload of workloads) {
    for (const roundTrip of roundTrips) {
      // Side by side, so that whatever this computer does at the moment is the same for all of them.
      const measured = await Promise.all(clients.map((client) => measure(workload, seed, roundTrip, client)));
      figures.push(...measured);
      const [ours] = measured;
      for (const figure of measured) {
        report(`${lineOf(figure)}${figure === ours || ours === undefined ? '' : ratioOf(ours, figure)}`);
      }
    }
  }
  return figures;
}

async function measure(
  workload: Workload,
  seed: number,
  roundTrip: number,
  client: Client,
): Promise<LatenessFigure> {
  const runcomfy = await startLocalRunComfy({ ...workload.service, seed });
  const opened = await client.open(runcomfy, roundTrip);
  try {
    const making: ReturnType<typeof opened.make>[] = [];
    for (let job = 0; job < workload.jobs; job++) {
      making.push(opened.make(String(job)));
      await pause(workload.apart);
    }
    const made = await Promise.all(making);
    const ledger = await runcomfy.ledger();
    const measured = ledger.slice(workload.lessons).map(({ input, history }) => {
      const done = Date.parse(history.find(({ state }) => state === 'completed')?.at ?? '');
      const { heldAt, onDiskAt } = made[Number(input['prompt'])]!;
      return { lateness: heldAt - done, onDisk: onDiskAt - done };
    });
    const requests =
      opened.requests?.() ?? (await runcomfy.log()).filter(({ port }) => port === 'api').length;
    return {
      workload: workload.name,
      roundTrip,
      client: client.name,
      lateness: measured.map((each) => each.lateness),
      onDisk: measured.map((each) => each.onDisk),
      requests: requests / workload.jobs,
    };
  } finally {
    await opened.close();
    await runcomfy.close();
  }
}

function lineOf({ workload, roundTrip, client, lateness, onDisk, requests }: LatenessFigure): string {
  const [middle, late, stored] = [median(lateness), latest(lateness), median(onDisk)].map((figure) =>
    Math.round(figure),
  );
  return `${workload}, ${roundTrip} ms away, ${client}: ${middle} ms late (95 % within ${late}), on disk ${stored} ms, ${requests.toFixed(1)} requests`;
}

function ratioOf(ours: LatenessFigure, theirs: LatenessFigure): string {
  const ratio = median(ours.lateness) / median(theirs.lateness);
  return `; ours is ${ratio.toFixed(2)} of its lateness, with ${(ours.requests / theirs.requests).toFixed(2)} of its requests`;
}

/** All but one of twenty are no later. */
function latest(figures: readonly number[]): number {
  return figures.toSorted((one, other) => one - other)[Math.floor(figures.length * 0.95)] ?? Number.NaN;
}

/** What is asked for, as ratios to fal's client in the same run: of the median by the distance, and of the requests. */
const wanted: Record<string, { readonly median: Record<number, number>; readonly requests: number }> = {
  'anywhere in 1 to 8 s': { median: { 20: 1, 60: 0.85, 200: 0.85 }, requests: 1 },
  '3.5 s, 12 percent around it': { median: { 20: 0.4, 60: 0.4, 200: 0.4 }, requests: 1 },
  'a queue of a minute': { median: { 20: 1, 60: 1, 200: 1 }, requests: 1 / 3 },
};

export function judgeLateness(figures: readonly LatenessFigure[]): Judged[] {
  const [us, them] = clients.map(({ name }) => name);
  return figures
    .filter(({ client }) => client === us)
    .flatMap((our) => {
      const { workload, roundTrip } = our;
      const their = figures.find(
        (each) => each.client === them && each.workload === workload && each.roundTrip === roundTrip,
      );
      const limit = wanted[workload];
      if (their === undefined || limit === undefined) return [];
      const where = `${workload}, ${roundTrip} ms away`;
      return [
        atMost(
          `${where}: lateness`,
          median(our.lateness),
          median(their.lateness),
          limit.median[roundTrip] ?? 1,
        ),
        atMost(`${where}: 95th percentile`, latest(our.lateness), latest(their.lateness), 1),
        atMost(`${where}: requests`, our.requests, their.requests, limit.requests),
      ];
    });
}
