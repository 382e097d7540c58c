import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemClock, type Clock } from '../../../src/generation/clock.ts';
import type { Draft } from '../../../src/generation/intendOrder.ts';
import { checkPicture } from '../../../src/images/checkPicture.ts';
import { isSettled } from '../../../src/records/generationRecord.ts';
import type { LedgerEntry } from '../../runcomfy/controlShapes.ts';
import { instant } from '../../runcomfy/durations.ts';
import { startLocalRunComfy, type LocalRunComfy } from '../../runcomfy/server.ts';
import { checkPaid, readRecords } from '../../support/checkPaid.ts';
import { generationsIn } from '../../support/generationsIn.ts';
import { temporaryFolder } from '../disk/temporaryFolder.ts';
import { orderOf } from '../outcomes/order.ts';
import { noWatch } from '../records/fakeWatch.ts';

const count = 100;
const limit = 4;
/** Together a fifth of all requests. */
const shares = {
  'connection-reset': 0.05,
  'server-500': 0.05,
  'rate-limit': 0.04,
  'ok-html': 0.03,
  'answer-truncated': 0.03,
} as const;

const speed = 60;
const begun = Date.now();

/** A minute of waiting takes a second. */
const hurried: Clock = {
  now: () => begun + (Date.now() - begun) * speed,
  wait: (milliseconds, signal) => systemClock.wait(milliseconds / speed, signal),
};

let runcomfy: LocalRunComfy;
let storage: string;

beforeEach(async () => {
  runcomfy = await startLocalRunComfy({ durations: instant, workers: 8 });
  storage = temporaryFolder();
});

afterEach(async () => {
  await runcomfy.close();
});

test('a hundred jobs at once, with a fifth of all requests failing, all end right and within the limit', async () => {
  for (const [name, share] of Object.entries(shares)) {
    await runcomfy.arm({ switch: name as keyof typeof shares, share });
  }
  const { generations, store, close } = generationsIn({
    folder: storage,
    limit,
    clock: hurried,
    watch: noWatch,
  });
  const drafts = Array.from({ length: count }, (_, at): Draft => {
    const { workspace, delivery, request } = orderOf(1);
    const prompt = `A house, number ${at}`;
    return {
      apiBaseUrl: runcomfy.apiUrl,
      workspace,
      altText: prompt,
      request: { ...request, prompt },
      delivery: { kind: 'show', document: delivery.document },
    };
  });

  const records = await generations.intend(drafts);
  const outcomes = await Promise.all(records.map((record) => generations.run(record)));
  await close();

  const told = outcomes.map(({ outcome }) => outcome);
  expect(new Set(told)).toEqual(
    new Set(told.filter((each) => ['stored', 'rejected', 'unknown'].includes(each))),
  );
  const log = await runcomfy.log();
  const failed = log.filter(({ fired }) => fired !== null).length;
  expect(failed / log.length, 'the share that failed').toBeGreaterThan(0.12);
  await checkPaid({ runcomfy, storage, ordered: drafts.map(({ request }) => request.prompt) });
  for (const record of readRecords(storage)) {
    expect(isSettled(record) || record.state.step === 'unknown').toBe(true);
    for (const { path } of record.state.step === 'stored' ? record.state.pictures : []) {
      expect(checkPicture((await store.readPicture(path ?? '')) ?? new Uint8Array()).outcome).toBe('whole');
    }
  }
  const ledger = await runcomfy.ledger();
  const withId = new Set(
    readRecords(storage).flatMap(({ state }) => ('requestId' in state ? [state.requestId] : [])),
  );
  expect(told.filter((each) => each === 'stored')).toHaveLength(
    ledger.filter(({ requestId }) => withId.has(requestId)).length,
  );
  expect(mostAtOnce(ledger.filter(({ requestId }) => withId.has(requestId)))).toBeLessThanOrEqual(limit);
}, 120_000);

/** How many jobs were accepted and not yet over at any moment. */
function mostAtOnce(ledger: readonly LedgerEntry[]): number {
  const spans = ledger.map(({ acceptedAt, history }) => [
    Date.parse(acceptedAt),
    Date.parse(history.at(-1)?.at ?? ''),
  ]);
  return Math.max(
    ...spans.map(([start]) => spans.filter(([from, to]) => from! <= start! && start! < to!).length),
  );
}
