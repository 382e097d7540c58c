import fc from 'fast-check';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Disk } from '../../../src/records/disk.ts';
import type { GenerationRecord } from '../../../src/records/generationRecord.ts';
import { RecordBook } from '../../../src/records/recordBook.ts';
import { RecordStore } from '../../../src/records/recordStore.ts';
import { settled } from '../generation/virtualClock.ts';
import { FakeWatch, noWatch } from './fakeWatch.ts';
import { inTurns } from './inTurns.ts';
import { MemoryDisk } from './memoryDisk.ts';
import { sampleRecord, states } from './sampleRecord.ts';
import { onShelves, shelvesOnDisk } from './shelvesOnDisk.ts';

// For a machine that has much else to do.
vi.setConfig({ testTimeout: 60_000 });

const now = new Date('2026-03-05T00:00:00.000Z');
const stored = states[4]!;

let disk: MemoryDisk;
let watch: FakeWatch;
let one: RecordBook;
let another: RecordBook;

beforeEach(async () => {
  disk = new MemoryDisk();
  watch = new FakeWatch(disk);
  one = window();
  another = window();
  await one.load();
  await another.load();
});

function window(on: Disk = disk): RecordBook {
  return new RecordBook(new RecordStore(on), watch.watch, () => undefined);
}

function shown(book: RecordBook): ReturnType<typeof onShelves> {
  return onShelves((shelf) => book.list(shelf));
}

describe.each([
  ['by its name', true],
  ['without its name', false],
])('what another window changes, and the system tells %s, is seen', (_, named) => {
  const record = sampleRecord({ id: '2' });
  const changed = { ...record, state: stored };

  beforeEach(() => {
    watch.tellsNames = named;
  });

  async function expectSeen(): Promise<void> {
    await settled();
    expect(shown(another)).toEqual(shelvesOnDisk(disk));
  }

  test('at every step of a record, from its order to its end', async () => {
    const heard: unknown[] = [];
    another.onDidChange(() => heard.push(another.get('2')?.state.step));
    await one.write(record);
    await expectSeen();
    await one.write(changed);
    await expectSeen();
    await one.close('2');
    await expectSeen();
    await one.update('2', (each) => ({ ...each, altText: 'A hare' }));
    await expectSeen();
    await one.delete('2', now);
    await expectSeen();
    await one.restore('2');
    await expectSeen();
    await one.delete('2', now);
    await one.emptyBin(new Date(now.getTime() + 1));
    await expectSeen();
    expect([heard[0], heard.includes('stored'), another.get('2')]).toEqual(['intended', true, null]);
  });

  test('also when an order ends that is older than all others', async () => {
    await one.write(sampleRecord({ id: '1' }));
    await one.write(record);
    await one.close('2');
    const late = window();
    await late.load();
    await one.close('1');
    await settled();
    expect(late.list('history').map(({ id }) => id)).toEqual(['2', '1']);
  });

  test('and what is no record is not', async () => {
    disk.put('open/2.json.tmp', '{');
    disk.put('open/.DS_Store', 'x');
    await settled();
    expect([shown(another), disk.paths('open')]).toEqual([
      { open: [], history: [], bin: [] },
      ['open/2.json.tmp', 'open/.DS_Store'],
    ]);
  });
});

test('a window that has looked at nothing but the open records is told of nothing', async () => {
  const early = window();
  await early.loadOpen();
  await one.write(sampleRecord());
  await settled();
  expect(early.list('open')).toEqual([]);
});

test('a window that has closed hears nothing more', async () => {
  const heard: unknown[] = [];
  another.onDidChange(() => heard.push('change'));
  another.dispose();
  await one.write(sampleRecord());
  await settled();
  expect([heard, another.list('open')]).toEqual([[], []]);
});

test('where folders cannot be watched, another window is seen at the next look', async () => {
  const blind = new RecordBook(new RecordStore(disk), noWatch, () => undefined);
  await blind.load();
  await one.write(sampleRecord());
  await one.write(sampleRecord({ id: 'second' }));
  expect((await blind.loadOpen()).map(({ id }) => id)).toEqual(['second', 'sample']);
  await one.close('second');
  expect((await blind.loadOpen()).map(({ id }) => id)).toEqual(['sample']);
});

test('whatever two windows do at once, each with its own records, both end with what is on disk', async () => {
  const step = fc.record({
    does: fc.constantFrom('write', 'store', 'save', 'close', 'delete', 'restore', 'bin', 'look', 'more'),
    at: fc.constantFrom('1', '2'),
  });
  const script = fc.array(step, { maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(script, script, fc.boolean(), fc.scheduler(), async (left, right, named, scheduler) => {
      const turn = (): Promise<void> => scheduler.schedule(Promise.resolve());
      disk = new MemoryDisk();
      watch = new FakeWatch(disk);
      watch.tellsNames = named;
      watch.deliver = (call) => void turn().then(call);
      const books = [left, right].map(() => window(inTurns(disk, turn, { afterwards: true })));
      const lives = [left, right].map(async (steps, which) => {
        const book = books[which]!;
        await book.load();
        for (const { does, at } of steps) {
          await take(book, does, `${at}-${which}`).catch(() => undefined);
        }
      });
      await scheduler.waitFor(Promise.all(lives));
      await scheduler.waitIdle();
      await settled();
      for (const book of books) {
        expect(shown(book)).toEqual(shelvesOnDisk(disk));
      }
    }),
    { numRuns: 300 },
  );
});

async function take(book: RecordBook, does: string, id: string): Promise<unknown> {
  const record: GenerationRecord = sampleRecord({ id });
  switch (does) {
    case 'write':
      // An order is made once, and its steps are written while it is open.
      return book.get(id) === null || book.isOpen(id) ? book.write(record) : null;
    case 'store':
      return book.isOpen(id) ? book.write({ ...record, state: stored }) : null;
    case 'save':
      return book.update(id, (each) => ({
        ...each,
        saved: [...each.saved, { index: 1, file: 'file:///w/fox.png', sha256: '0'.repeat(64) }],
      }));
    case 'close':
      return book.close(id);
    case 'delete':
      return book.delete(id, now);
    case 'restore':
      return book.restore(id);
    case 'bin':
      return book.deletePicture(id, 1, now);
    case 'look':
      return book.loadOpen();
    default:
      return book.loadMore();
  }
}
