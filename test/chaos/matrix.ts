import { inspect } from 'node:util';
import type { Counts } from '../launch/counts.ts';
import { until } from '../launch/until.ts';
import type { Ending } from '../unit/outcomes/ending.ts';
import {
  diskErrorCells,
  diskKillCells,
  editKillCell,
  requestKillCells,
  switchCells,
  traceJob,
  waitingKillCells,
  type Cell,
} from './cells.ts';
import { ChaosHost } from './chaosHost.ts';
import { judge, type Verdict } from './verdict.ts';

export interface MatrixOptions {
  readonly short: boolean;
  /** Only the cells whose names have these words. */
  readonly only?: readonly string[];
  /** The number of the cell to begin with. */
  readonly first?: number;
  readonly report: (line: string) => void;
}

/** Each step of a job with each fault, in the extension host of a real VS Code. A cell whose fault did not fire counts for nothing. */
export async function runMatrix({ short, only = [''], first = 1, report }: MatrixOptions): Promise<Counts> {
  const host = await ChaosHost.start();
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const ends = { paidWithoutId: 0, delivered: 0 };
  try {
    const operations = await traceJob(host);
    report(`One job makes ${operations.length} operations on the disk.`);
    const cells = [
      ...diskKillCells(operations),
      editKillCell,
      ...requestKillCells,
      ...waitingKillCells,
      ...diskErrorCells(operations),
      ...switchCells(),
    ].filter(({ name, isShort }) => (isShort || !short) && only.some((words) => name.includes(words)));
    for (const [at, cell] of cells.slice(first - 1).entries()) {
      const { line, verdict } = await runCell(host, cell, first + at);
      counts[verdict] += 1;
      ends.paidWithoutId += line.includes('unknown, paid 1') ? 1 : 0;
      ends.delivered += line.includes('stored, paid 1, 1 link') ? 1 : 0;
      report(line);
    }
    report(
      `${counts.passed} cells proven, ${counts.failed} broken, ${counts.skipped} did not fire; ` +
        `${ends.delivered} delivered, ${ends.paidWithoutId} paid without an id on disk and told as unknown.`,
    );
    return counts;
  } finally {
    await host.end();
  }
}

async function runCell(
  host: ChaosHost,
  cell: Cell,
  number: number,
): Promise<{ readonly line: string; readonly verdict: keyof Counts }> {
  const prompt = `A lighthouse, number ${number}`;
  try {
    const { file, firedAt, paidAtDeath } = await cell.run(host, prompt);
    const verdict = await judge(host, prompt, file);
    const sentAlone = paidAtDeath !== undefined && verdict.paid > paidAtDeath;
    const problems = [
      ...verdict.problems,
      ...differences(verdict, cell.expected),
      ...(sentAlone ? ['sent by itself after the restart'] : []),
    ];
    await settle(host, prompt);
    if (firedAt === null && problems.length === 0) {
      return { line: `-     ${cell.name}: the fault did not fire`, verdict: 'skipped' };
    }
    const what = `${verdict.step ?? 'no record'}${verdict.isPaused ? ', paused' : ''}, paid ${verdict.paid}, ${verdict.links} link`;
    return problems.length === 0
      ? { line: `ok    ${cell.name}: ${what}`, verdict: 'passed' }
      : { line: `FAIL  ${cell.name}: ${what}: ${problems.join('; ')}`, verdict: 'failed' };
  } catch (error) {
    await settle(host, prompt).catch(() => undefined);
    const [why] = inspect(error, { breakLength: Infinity }).split('\n    at ');
    return { line: `FAIL  ${cell.name}: ${why ?? ''}`, verdict: 'failed' };
  }
}

/** Against the row of the outcome table. */
function differences({ step, isPaused, paid }: Verdict, expected: Ending | null): string[] {
  if (expected === null) {
    return [];
  }
  const outcome = isPaused ? 'paused' : step;
  return [
    ...(outcome === expected.outcome ? [] : [`${expected.outcome} was expected`]),
    ...(paid === expected.paid ? [] : [`${expected.paid} payments were expected`]),
  ];
}

/** What a cell leaves for the person is decided, so that it is not told again at each later start. */
async function settle(host: ChaosHost, prompt: string): Promise<void> {
  await host.plan({ fault: 'none' });
  await host.runcomfy.disarm();
  await host.runcomfy.release();
  await until(
    'nothing that runs',
    () => {
      const open = host
        .records(prompt)
        .filter(({ state }) => ['submitting', 'accepted', 'finished'].includes(state.step));
      return open.every(({ paused }) => paused !== null) ? true : undefined;
    },
    30_000,
  ).catch(() => undefined);
  host.forget(prompt);
  await host.clear();
}
