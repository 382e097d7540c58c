import fc from 'fast-check';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { RecordBook } from '../../../src/records/recordBook.ts';
import { RecordStore } from '../../../src/records/recordStore.ts';
import { settled } from '../generation/virtualClock.ts';
import { FakeWatch } from './fakeWatch.ts';
import { inTurns } from './inTurns.ts';
import { MemoryDisk } from './memoryDisk.ts';
import { sampleRecord } from './sampleRecord.ts';

// For a machine that has much else to do.
vi.setConfig({ testTimeout: 60_000 });

const page = 60;

let disk: MemoryDisk;
let watch: FakeWatch;
let book: RecordBook;

beforeEach(begin);

function begin(): void {
  disk = new MemoryDisk();
  watch = new FakeWatch(disk);
  book = new RecordBook(new RecordStore(disk), watch.watch, () => undefined);
}

function idOf(number: number): string {
  return `${number}`.padStart(5, '0');
}

function put(number: number, shelf: 'open' | 'history' = 'history'): void {
  disk.put(`${shelf}/${idOf(number)}.json`, JSON.stringify(sampleRecord({ id: idOf(number) })));
}

function shown(): number[] {
  return book.list('history').map(({ id }) => Number(id));
}

function onDisk(): number[] {
  return disk
    .paths('history')
    .map((path) => Number(path.slice('history/'.length, -'.json'.length)))
    .toSorted((one, other) => other - one);
}

describe('the history', () => {
  beforeEach(() => {
    for (let number = 1; number <= 130; number++) {
      put(number);
    }
  });

  test('is read a part at a time, the newest first', async () => {
    await book.load();
    expect([shown(), book.hasMore]).toEqual([onDisk().slice(0, page), true]);
    await book.loadMore();
    expect([shown(), book.hasMore]).toEqual([onDisk().slice(0, 2 * page), true]);
    await book.loadMore();
    expect([shown(), book.hasMore]).toEqual([onDisk(), false]);
    await book.loadMore();
    expect([shown(), book.hasMore]).toEqual([onDisk(), false]);
  });

  test('is read no further than was asked for', async () => {
    const read: string[] = [];
    disk.before = (operation, path) => {
      read.push(...(operation === 'read' ? [path] : []));
    };
    await book.load();
    expect(read).toHaveLength(page);
  });

  test('is begun once, however often', async () => {
    await Promise.all([book.load(), book.load()]);
    await book.load();
    expect(shown()).toHaveLength(page);
  });

  test('is begun once, also after a part was asked for', async () => {
    await book.loadMore();
    await book.load();
    expect(shown()).toHaveLength(page);
  });

  test('is read part after part, when several are asked for at once', async () => {
    await Promise.all([book.loadMore(), book.loadMore()]);
    expect([shown(), book.hasMore]).toEqual([onDisk().slice(0, 2 * page), true]);
  });

  test('is read as a whole with the open ones, the newest first', async () => {
    put(64, 'open');
    disk.files.delete(`history/${idOf(64)}.json`);
    put(131, 'open');
    const all = await book.loadAll();
    expect(all.map(({ id }) => Number(id))).toEqual([
      131,
      ...Array.from({ length: 130 }, (_, at) => 130 - at),
    ]);
    expect(book.hasMore).toBe(false);
  });

  test('tells when a part was read', async () => {
    const heard: number[] = [];
    book.onDidChange(() => heard.push(shown().length));
    await book.load();
    await book.loadMore();
    expect(heard).toEqual([0, page, 2 * page]);
  });

  test('that ends with a whole part has no more', async () => {
    for (let number = 121; number <= 130; number++) {
      disk.files.delete(`history/${idOf(number)}.json`);
    }
    await book.load();
    await book.loadMore();
    expect([shown(), book.hasMore]).toEqual([onDisk(), false]);
  });

  test.each(['open', 'history'])(
    'that could not be read (%s) is read when it is asked for again',
    async (folder) => {
      put(131, 'open');
      disk.before = (operation, path) => {
        if (operation === 'list' && path === folder) {
          throw new Error('EIO');
        }
      };
      await expect(book.load()).rejects.toThrow('EIO');
      disk.before = null;
      await book.load();
      expect([shown(), book.list('open').map(({ id }) => Number(id))]).toEqual([
        onDisk().slice(0, page),
        [131],
      ]);
    },
  );

  test('has no gap where one comes in, from long ago, while the next part is being read', async () => {
    await book.load();
    disk.files.delete(`history/${idOf(40)}.json`);
    put(40, 'open');
    disk.after = (operation, path) => {
      if (operation === 'list' && path === 'history') {
        disk.after = null;
        void disk.move(`open/${idOf(40)}.json`, `history/${idOf(40)}.json`);
      }
    };
    await book.loadMore();
    await settled();
    expect(shown()).toEqual(onDisk().slice(0, 2 * page + 1));
  });
});

test('what this window itself has put far back is seen to change and to go', async () => {
  for (let number = 2; number <= 130; number++) {
    put(number);
  }
  put(1, 'open');
  await book.load();
  await book.close(idOf(1));
  expect(shown().at(-1)).toBe(1);
  const changed = { ...sampleRecord({ id: idOf(1) }), altText: 'A hare' };
  disk.put(`history/${idOf(1)}.json`, JSON.stringify(changed));
  await settled();
  expect(book.get(idOf(1))).toEqual(changed);
  await disk.remove(`history/${idOf(1)}.json`);
  await settled();
  expect(shown()).toEqual(onDisk().slice(0, page));
});

test('a history of nothing has no more', async () => {
  await book.load();
  expect([shown(), book.hasMore]).toEqual([[], false]);
  put(1);
  await settled();
  expect(shown()).toEqual([1]);
});

test('whatever comes, goes and is asked for meanwhile, no record is left out and none comes twice', async () => {
  const number = fc.integer({ min: 1, max: 200 });
  const step = fc.oneof(
    fc.record({ does: fc.constantFrom('come' as const, 'go'), number }),
    fc.record({ does: fc.constantFrom('ask' as const, 'wait', 'rename'), number: fc.constant(0) }),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(number, { minLength: 50, maxLength: 140, size: 'max' }),
      fc.array(step, { maxLength: 12, size: 'max' }),
      fc.scheduler(),
      async (before, steps, scheduler) => {
        begin();
        const turn = (): Promise<void> => scheduler.schedule(Promise.resolve());
        watch.deliver = (call) => void turn().then(call);
        // The many records are not held up one by one, the looks at the folders are.
        const slow = inTurns(disk, turn, { afterwards: true });
        const reading = { ...slow, read: (path: string) => disk.read(path) };
        book = new RecordBook(new RecordStore(reading), watch.watch, () => undefined);
        for (const each of before) {
          put(each);
        }
        const untouched = new Set(before);
        const asked: Promise<unknown>[] = [];
        const script = async (): Promise<void> => {
          asked.push(book.load());
          for (const { does, number: at } of steps) {
            await turn();
            untouched.delete(at);
            switch (does) {
              case 'come':
                put(at);
                break;
              case 'go':
                await disk.remove(`history/${idOf(at)}.json`);
                break;
              case 'ask':
                asked.push(book.loadMore());
                break;
              case 'wait':
                await Promise.all(asked);
                break;
              case 'rename':
                watch.tellsNames = !watch.tellsNames;
                break;
            }
            const ids = shown();
            expect(ids).toEqual([...new Set(ids)].toSorted((one, other) => other - one));
          }
          await Promise.all(asked);
        };
        await scheduler.waitFor(script());
        await scheduler.waitIdle();
        const known = shown().filter((each) => untouched.has(each));
        expect(known).toEqual([...untouched].toSorted((one, other) => other - one).slice(0, known.length));
        expect(known.length).toBeGreaterThanOrEqual(Math.min(page - steps.length, untouched.size));
        await scheduler.waitFor(book.loadAll());
        expect([shown(), book.hasMore]).toEqual([onDisk(), false]);
      },
    ),
    // To make so much smaller would take minutes.
    { numRuns: 100, endOnFailure: true },
  );
});
