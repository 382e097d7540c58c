import { beforeEach, describe, expect, test } from 'vitest';
import type { Reading } from '../../../src/generation/service.ts';
import { settleCost } from '../../../src/generation/settleCost.ts';
import type { GenerationRecord } from '../../../src/records/generationRecord.ts';
import { RecordBook } from '../../../src/records/recordBook.ts';
import { RecordStore } from '../../../src/records/recordStore.ts';
import { noWatch } from '../records/fakeWatch.ts';
import { MemoryDisk } from '../records/memoryDisk.ts';
import { sampleRecord, showing, states, storedPicture } from '../records/sampleRecord.ts';
import { FakeService, lost } from './fakeService.ts';
import { settled, VirtualClock } from './virtualClock.ts';

const seconds = 1000;
const never = new AbortController().signal;
const untold = sampleRecord({
  state: { step: 'stored', requestId: 'job-1', pictures: [storedPicture], cost: null },
  delivery: showing,
});

let clock: VirtualClock;
let service: FakeService;
let disk: MemoryDisk;
let book: RecordBook;

beforeEach(async () => {
  clock = new VirtualClock();
  service = new FakeService(clock);
  disk = new MemoryDisk();
  book = new RecordBook(new RecordStore(disk), noWatch, () => undefined);
  await book.write(untold);
  await book.close(untold.id);
});

function costs(cost: number | null): Reading {
  return { state: 'succeeded', pictureUrls: ['a'], cost };
}

function settle(record: GenerationRecord = untold, signal = never): Promise<void> {
  return settleCost(record, { book, service, clock }, signal);
}

function costOnDisk(): unknown {
  const state = book.get(untold.id)?.state;
  return state?.step === 'stored' ? state.cost : state?.step;
}

describe('a cost that came not with the result', () => {
  test('is put down when the service tells it later', async () => {
    service.answers.readResult.push(costs(0.0025));
    await clock.finish(settle());
    expect(book.list('history')).toEqual([{ ...untold, state: { ...untold.state, cost: 0.0025 } }]);
    expect([service.calls, clock.waits]).toEqual([['readResult'], [5 * seconds]]);
  });

  test('of nothing is a cost', async () => {
    service.answers.readResult.push(costs(0));
    await clock.finish(settle());
    expect(costOnDisk()).toBe(0);
  });

  test.each([
    ['is not told', costs(null)],
    ['is not there for the moment', { state: 'unclear', failure: lost, retryAfter: null }],
    ['is of a job that runs, all at once', { state: 'running' }],
  ] as const satisfies readonly [string, Reading][])(
    'is asked for once more where it %s',
    async (_, answer) => {
      service.answers.readResult.push(answer, costs(0.0025));
      await clock.finish(settle());
      expect([costOnDisk(), clock.waits]).toEqual([0.0025, [5 * seconds, 60 * seconds]]);
    },
  );

  test('and is never told stays unknown: it is asked for twice', async () => {
    service.answers.readResult.push(costs(null), costs(null), costs(0.0025));
    await clock.finish(settle());
    expect([costOnDisk(), service.calls.length]).toEqual([null, 2]);
  });

  test('is put down wherever the record stands by then, beside what was changed meanwhile', async () => {
    service.answers.readResult.push(costs(0.0025));
    const work = settle();
    await settled();
    const saved = [{ index: 1, file: 'file:///w/fox.png', sha256: '0'.repeat(64) }];
    await book.update(untold.id, (record) => ({ ...record, saved }));
    await book.deletePicture(untold.id, 1, new Date(clock.now()));
    const [before] = book.list('bin');
    await clock.finish(work);
    expect(book.list('bin')).toEqual([{ ...before, saved, state: { ...before?.state, cost: 0.0025 } }]);
  });

  test('of a record that is gone for good makes no new one', async () => {
    service.answers.readResult.push(costs(0.0025));
    const work = settle();
    await settled();
    disk.files.clear();
    await clock.finish(work);
    expect(disk.files.size).toBe(0);
  });

  test('is not asked for when the window closes', async () => {
    const closing = new AbortController();
    const work = settle(untold, closing.signal);
    await settled();
    const before = clock.now();
    closing.abort();
    await clock.finish(work);
    expect([service.calls, clock.now()]).toEqual([[], before]);
  });

  test('is left unknown when the window closes while it is asked for', async () => {
    const closing = new AbortController();
    service.onCall = () => {
      closing.abort();
    };
    await clock.finish(settle(untold, closing.signal));
    expect([costOnDisk(), service.calls]).toEqual([null, ['readResult']]);
  });

  test('that the disk does not take is told to whoever waits', async () => {
    service.answers.readResult.push(costs(0.0025));
    disk.before = (operation) => {
      if (operation === 'replace') {
        throw new Error('ENOSPC');
      }
    };
    await expect(clock.finish(settle())).rejects.toThrow('ENOSPC');
    expect(costOnDisk()).toBeNull();
  });
});

test.each(states)('nobody asks what a record costs that is $step, or has its cost', async (state) => {
  await settle(sampleRecord({ state }));
  expect([service.calls, clock.waits]).toEqual([[], []]);
});
