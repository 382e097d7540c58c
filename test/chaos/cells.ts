import { until } from '../launch/until.ts';
import type { LogEntry } from '../runcomfy/controlShapes.ts';
import { switches, switchIds, type SwitchId } from '../runcomfy/switches.ts';
import type { Ending, JobEndpoint } from '../unit/outcomes/ending.ts';
import { endpointsOf, rowOf } from '../unit/outcomes/table.ts';
import type { ChaosHost } from './chaosHost.ts';
import { diskErrors, type Plan } from './injector/plan.ts';

/** One step of a job with one fault in it. */
export interface Cell {
  readonly name: string;
  /** Part of the short form. */
  readonly isShort: boolean;
  /** Orders, and brings the fault about; gives where it fired, or null where it did not. */
  readonly run: (host: ChaosHost, prompt: string) => Promise<Done>;
  /** As the outcome table has it; null where only the laws judge. */
  readonly expected: Ending | null;
}

interface Done {
  readonly file: string;
  readonly firedAt: string | null;
  /** What had been paid for when the extension host died: nothing more may be by itself. */
  readonly paidAtDeath?: number;
}

async function paidFor(host: ChaosHost, prompt: string): Promise<number> {
  return (await host.runcomfy.ledger()).filter(({ input }) => input['prompt'] === prompt).length;
}

/** The operations on the extension's own folder that one job makes, one after the other. */
export async function traceJob(host: ChaosHost): Promise<string[]> {
  await host.plan({ fault: 'trace' });
  const file = await host.order('A job that is traced');
  await until('the picture', async () => ((await host.text(file)).includes('![') ? true : undefined));
  await until('the record in the history', () =>
    host
      .records('A job that is traced')
      .every(({ delivery }) => delivery.kind === 'insert' && delivery.progress.step === 'done')
      ? true
      : undefined,
  );
  await host.command('notifications.clearAll');
  return host.fired;
}

/** Killed at each operation on the disk: before it, after what can be seen of it, and with half of the bytes written. */
export function diskKillCells(operations: readonly string[]): Cell[] {
  return operations.flatMap((label, at) => {
    const moments = [
      'before',
      ...(label.startsWith('write') ? (['within'] as const) : []),
      ...(/^(rename|remove|create)/.test(label) ? (['after'] as const) : []),
    ] as const;
    return moments.map((moment): Cell => ({
      name: `kill -9 ${moment} operation ${at + 1} (${label})`,
      isShort: moment === 'after' && label.startsWith('rename to open'),
      expected: null,
      run: (host, prompt) => killedBy(host, prompt, { fault: 'killAtDisk', operation: at + 1, moment }),
    }));
  });
}

export const editKillCell: Cell = {
  name: 'kill -9 after the edit of the document',
  isShort: true,
  expected: null,
  run: (host, prompt) => killedBy(host, prompt, { fault: 'killAtEdit', words: '![' }),
};

async function killedBy(host: ChaosHost, prompt: string, plan: Plan): Promise<Done> {
  const { process } = host;
  await host.plan(plan);
  const file = await host.order(prompt);
  await until('the kill', () => (host.isAlive ? undefined : true), 30_000);
  const [firedAt = null] = host.fired;
  const paidAtDeath = await paidFor(host, prompt);
  await host.revive(process);
  return { file, firedAt, paidAtDeath };
}

/** The disk refuses one operation, or all from there on until the cell ends; then a new extension host goes on. */
export function diskErrorCells(operations: readonly string[]): Cell[] {
  return operations.flatMap((label, at) =>
    [false, true].map((lasting): Cell => {
      const code = diskErrors[at % diskErrors.length]!;
      return {
        name: `${code} ${lasting ? 'from' : 'at'} operation ${at + 1} (${label})`,
        isShort: lasting && code === 'ENOSPC' && label.startsWith('rename to open'),
        expected: null,
        run: async (host, prompt) => {
          await host.plan({ fault: 'diskError', operation: at + 1, code, lasting });
          const file = await host.order(prompt);
          await until('the error of the disk', () => (host.fired.length > 0 ? true : undefined), 30_000);
          const [firedAt = null] = host.fired;
          await quiet(host);
          const { process } = host;
          host.kill();
          await host.revive(process);
          return { file, firedAt };
        },
      };
    }),
  );
}

/** Until no progress is shown any more: the command has ended, however it did. */
async function quiet(host: ChaosHost): Promise<void> {
  const progress = host.workbench.page.getByRole('button', { name: /being generated/ });
  await until(
    'the end of the command',
    async () => ((await progress.count()) === 0 ? true : undefined),
    60_000,
  );
}

/** Killed while the service has a request of that kind, and has not answered it. */
export const requestKillCells: readonly Cell[] = (
  [
    ['submit', 'request-stalled'],
    ['submit', 'answer-stalled'],
    ['status', 'answer-stalled'],
    ['result', 'answer-stalled'],
    ['download', 'answer-stalled'],
    ['download', 'answer-stalled-halfway'],
  ] as const
).map(([endpoint, id]) => ({
  name: `kill -9 during ${endpoint} (${id})`,
  isShort: endpoint === 'submit',
  expected: null,
  run: async (host, prompt) => {
    await host.plan({ fault: 'none' });
    await host.runcomfy.arm({ switch: id, endpoint, prompt, next: 1 });
    const file = await host.order(prompt);
    await firing(host, id, prompt);
    const { process } = host;
    host.kill();
    const paidAtDeath = await paidFor(host, prompt);
    await host.revive(process);
    return { file, firedAt: endpoint, paidAtDeath };
  },
}));

/** Killed, or the window reloaded, while the job waits or runs. */
export const waitingKillCells: readonly Cell[] = (['in_queue', 'in_progress'] as const).flatMap((at) =>
  (['kill -9', 'reload'] as const).map((fault): Cell => ({
    name: `${fault} ${at === 'in_queue' ? 'in the queue' : 'while it runs'}`,
    isShort: false,
    expected: null,
    run: async (host, prompt) => {
      await host.plan({ fault: 'none' });
      await host.runcomfy.hold({ at, prompt });
      const file = await host.order(prompt);
      await host.runcomfy.waitForJob({ prompt, state: at });
      if (fault === 'reload') {
        await host.reload();
      } else {
        const { process } = host;
        host.kill();
        await host.revive(process);
      }
      await host.runcomfy.release({ prompt });
      return { file, firedAt: at };
    },
  })),
);

/** Every switch of the service that one picture's way can meet, once. */
export function switchCells(): Cell[] {
  return quickSwitches()
    .filter(({ id, endpoint }) => !needsOthers(id, endpoint))
    .map(({ id, endpoint }): Cell => ({
      name: `${id} on ${endpoint}`,
      isShort: shortSwitches.has(`${id} on ${endpoint}`),
      expected: rowOf(id)?.[endpoint]?.ends.once ?? null,
      run: (host, prompt) => switched(host, prompt, id, endpoint),
    }));
}

/** The switches that a job can meet, without those that are waited for in real time, which are left to the table. */
export function quickSwitches(): { readonly id: SwitchId; readonly endpoint: JobEndpoint }[] {
  return switchIds.flatMap((id) =>
    endpointsOf(id)
      .filter((endpoint) => isWithin(id, endpoint))
      .map((endpoint) => ({ id, endpoint })),
  );
}

const shortSwitches: ReadonlySet<string> = new Set([
  'answer-lost on submit',
  'rate-limit on status',
  'bytes-half on download',
  'link-expires on download',
]);

function isWithin(id: SwitchId, endpoint: JobEndpoint): boolean {
  const once = rowOf(id)?.[endpoint];
  const isLong =
    id.includes('stalled') || id === 'job-never-ends' || id.startsWith('rate-limit-retry-after-');
  // A pause that needs half an hour to come is the table's, with its own clock.
  const waitsLong = once?.ends.once.outcome === 'paused' && slowPauses.has(once.ends.once.failure ?? '');
  return !isLong && !waitsLong && once?.outOfReach === null;
}

/** What one picture that nobody cancels does not meet. */
function needsOthers(id: SwitchId, endpoint: JobEndpoint): boolean {
  const { moment } = switches[id];
  return moment === 'succeeded with several pictures' || moment === 'cancelled' || endpoint === 'cancel';
}

const slowPauses: ReadonlySet<string> = new Set(['stillRunning']);

async function switched(host: ChaosHost, prompt: string, id: SwitchId, endpoint: JobEndpoint): Promise<Done> {
  const { moment } = switches[id];
  const at =
    moment === 'queued' ? 'in_queue' : moment === 'running' || moment === 'unfinished' ? 'in_progress' : null;
  await host.plan({ fault: 'none' });
  if (at !== null) {
    await host.runcomfy.hold({ at, prompt });
  }
  await host.runcomfy.arm({ switch: id, endpoint, prompt, next: 1 });
  const file = await host.order(prompt);
  const entry = await firing(host, id, prompt).catch(() => null);
  await host.runcomfy.release({ prompt });
  return { file, firedAt: entry === null ? null : endpoint };
}

function firing(host: ChaosHost, id: SwitchId, prompt: string): Promise<LogEntry> {
  return until(
    `${id} to fire`,
    async () => (await host.runcomfy.log()).find((entry) => entry.fired === id && entry.prompt === prompt),
    20_000,
  );
}
