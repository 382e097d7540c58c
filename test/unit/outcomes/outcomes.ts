import { describe, expect, test } from 'vitest';
import type { LogEntry } from '../../runcomfy/controlShapes.ts';
import { switches, switchIds, type SwitchId } from '../../runcomfy/switches.ts';
import { Client } from '../runcomfy-local/client.ts';
import type { Cell, Ending, JobEndpoint, Times } from './ending.ts';
import { orderOf } from './order.ts';
import { picturesOnDisk } from './picturesOnDisk.ts';
import { Scene, type Circumstances, type Run } from './scene.ts';
import { endpointsOf, rowOf } from './table.ts';

/** The tests of one column of the table: every switch of the service that reaches the endpoint. */
export function testOutcomes(endpoint: JobEndpoint): void {
  const cells = switchIds
    .filter((id) => endpointsOf(id).includes(endpoint))
    .flatMap((id) => {
      const cell = rowOf(id)?.[endpoint];
      return timesIn(cell).map((times) => ({ id, times, cell, ending: titleOf(cell?.ends[times]) }));
    });

  describe(`on ${endpoint}`, () => {
    test.each(cells.filter(({ id }) => !isStalled(id)))('$id, $times: $ending', ({ id, times, cell }) =>
      testCell(id, endpoint, times, cell),
    );
  });

  // They are waited for in real time, so that they are waited for together.
  describe.concurrent(`on ${endpoint}, without an answer`, () => {
    test.each(cells.filter(({ id }) => isStalled(id)))(
      '$id, $times: $ending',
      ({ id, times, cell }) => testCell(id, endpoint, times, cell),
      30_000,
    );
  });
}

async function testCell(
  id: SwitchId,
  endpoint: JobEndpoint,
  times: Times,
  cell: Cell | undefined,
): Promise<void> {
  if (cell === undefined) {
    throw new Error(`The table says nothing of ${id} on ${endpoint}.`);
  }
  const order = orderOf(switches[id].moment === 'succeeded with several pictures' ? 2 : 1);
  const expected = cell.ends[times];
  const scene = await Scene.begin();
  try {
    const run = await scene.order(order, circumstancesOf(scene, id, endpoint, times));
    expect(await endingOf(scene, run, cell)).toEqual({ ...expected, later: null });
    expectFired(await scene.service.log(), id, endpoint, cell.outOfReach === null ? times : 'never');
    await scene.checkPaid(order, expected.later === null);
    if (expected.later !== null) {
      expect(await endingOf(scene, await scene.goOn(), cell)).toEqual({ ...expected.later, later: null });
      await scene.checkPaid(order, expected.later.outcome !== 'paused');
    }
    expectLawful(await scene.service.log());
  } finally {
    await scene.end();
  }
}

async function endingOf(scene: Scene, { outcome, told }: Run, { drawn }: Cell): Promise<Ending> {
  const ledger = await scene.service.ledger();
  const record = await scene.record();
  expect(record.state.step, 'the record says how it ended').toBe(stepOf(outcome.outcome, record.state.step));
  const failure = 'failure' in outcome && outcome.outcome !== 'notRecorded' ? outcome.failure.kind : null;
  return {
    outcome: outcome.outcome,
    failure,
    paid: ledger.length,
    pictures: await picturesOnDisk(scene.storage, record, ledger[0], drawn),
    told,
    later: null,
  };
}

/** A job that is left open stands at one of its two open steps; every other ending is a step of its own. */
function stepOf(outcome: Run['outcome']['outcome'], step: string): string {
  return outcome === 'paused' && (step === 'accepted' || step === 'finished') ? step : outcome;
}

/** The row counts only if the service says that the switch fired. */
function expectFired(
  log: readonly LogEntry[],
  id: SwitchId,
  endpoint: JobEndpoint,
  times: Times | 'never',
): void {
  const fired = log.filter((entry) => entry.fired === id && entry.endpoint === endpoint).length;
  switch (times) {
    case 'once':
      expect(fired, 'firings').toBe(1);
      return;
    case 'always':
      expect(fired, 'firings').toBeGreaterThan(0);
      return;
    case 'never':
      expect(fired, 'firings').toBe(0);
  }
}

/** Whatever happens: one submit at most, one cancel at most, and the token for the API alone. */
function expectLawful(log: readonly LogEntry[]): void {
  const posts = log.filter(({ method }) => method === 'POST').map((entry) => entry.endpoint);
  expect(posts.filter((endpoint) => endpoint === 'submit')).toHaveLength(1);
  expect(posts.filter((endpoint) => endpoint !== 'submit' && endpoint !== 'cancel')).toEqual([]);
  const strayed = log.filter(({ port, path }) => port === 'files' || path.includes('trap'));
  expect(strayed.filter(({ carriedToken }) => carriedToken)).toEqual([]);
  expect(log.flatMap(({ unknownFields }) => unknownFields)).toEqual([]);
}

/** Where both end the same, what always fires is the harder test. */
function timesIn(cell: Cell | undefined): readonly Times[] {
  return cell === undefined || cell.ends.once === cell.ends.always ? ['always'] : ['once', 'always'];
}

function circumstancesOf(scene: Scene, id: SwitchId, endpoint: JobEndpoint, times: Times): Circumstances {
  const { moment } = switches[id];
  const arming = { switch: id, endpoint, ...(times === 'once' ? { next: 1 } : {}) };
  const usual: Circumstances = {
    armings: [arming],
    hold: null,
    cancels: false,
    meanwhile: () => Promise.resolve(),
    stalls: isStalled(id) ? endpoint : null,
  };
  if (endpoint === 'cancel') {
    return { ...usual, hold: 'in_queue', cancels: true };
  }
  if (moment === undefined) {
    return usual;
  }
  switch (moment) {
    case 'succeeded':
    case 'succeeded with several pictures':
    case 'finished, with cost asked for':
    case 'finished, without cost asked for':
      return usual;
    case 'queued':
      return { ...usual, hold: 'in_queue' };
    case 'running':
    case 'unfinished':
      return { ...usual, hold: 'in_progress' };
    case 'cancelled':
      return {
        ...usual,
        // The result is asked for only where the job is believed to run.
        armings: [arming, ...(endpoint === 'result' ? [believedToRun] : [])],
        hold: 'in_queue',
        meanwhile: (requestId) => new Client(scene.service).cancel(requestId),
      };
  }
}

const believedToRun = { switch: 'word-processing', endpoint: 'status', next: 1 } as const;

function isStalled(id: SwitchId): boolean {
  return id.includes('stalled');
}

function titleOf(ending: Ending | undefined): string {
  if (ending === undefined) {
    return 'not in the table';
  }
  const { outcome, failure, told, later } = ending;
  const why = failure === null ? '' : ` (${failure})`;
  const answer = told === null ? '' : `, told '${told}'`;
  return `${outcome}${why}${answer}${later === null ? '' : `, later ${later.outcome}`}`;
}
