import fc from 'fast-check';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { GenerationRecord, StoredPicture } from '../../../src/records/generationRecord.ts';
import { RecordBook } from '../../../src/records/recordBook.ts';
import { hashOf, RecordStore, shelves } from '../../../src/records/recordStore.ts';
import { FakeWatch } from './fakeWatch.ts';
import { MemoryDisk, type DiskOperation } from './memoryDisk.ts';
import { sampleRecord, showing, storedPicture } from './sampleRecord.ts';
import { onShelves, shelvesOnDisk } from './shelvesOnDisk.ts';

// For a machine that has much else to do.
vi.setConfig({ testTimeout: 60_000 });

const days = 24 * 60 * 60 * 1000;
const begun = Date.parse('2026-03-05T00:00:00.000Z');

let disk: MemoryDisk;
let book: RecordBook;
let damaged: string[];

beforeEach(begin);

function begin(): void {
  disk = new MemoryDisk();
  damaged = [];
  book = window();
}

function window(): RecordBook {
  return new RecordBook(new RecordStore(disk), new FakeWatch(disk).watch, (path) => damaged.push(path));
}

function after(count: number): Date {
  return new Date(begun + count * days);
}

/** What a window does once in a while: what was deleted thirty days before is removed for good. */
function emptyBin(day: number): Promise<void> {
  return book.emptyBin(after(day - 30));
}

function pathOf(id: string, index: number): string {
  return `pictures/${id}-${index}.png`;
}

/** A generation with its pictures in the store. */
function recordWith(count: number, id = 'fox'): GenerationRecord {
  const pictures = Array.from({ length: count }, (_, at): StoredPicture => {
    const path = pathOf(id, at + 1);
    disk.put(path, `picture ${at + 1} of ${id}`);
    return { ...storedPicture, path, index: at + 1, count };
  });
  const state = { step: 'stored', requestId: 'job-1', pictures, cost: null } as const;
  return sampleRecord({ id, state, delivery: showing });
}

async function make(count = 1, id = 'fox'): Promise<GenerationRecord> {
  const record = recordWith(count, id);
  await book.write(record);
  await book.close(id);
  return record;
}

function picturesOf(id: string): readonly StoredPicture[] {
  const state = book.get(id)?.state;
  return state?.step === 'stored' ? state.pictures : [];
}

function expectShown(): void {
  expect(onShelves((shelf) => book.list(shelf))).toEqual(shelvesOnDisk(disk));
}

describe('a record that is deleted', () => {
  test.each(['open', 'history'])(
    'is in the bin, with the time, and its picture stays: from %s',
    async (from) => {
      const record = recordWith(1);
      await book.write(record);
      if (from === 'history') {
        await book.close('fox');
      }
      await book.delete('fox', after(0));
      expect(shelvesOnDisk(disk)).toEqual({
        open: [],
        history: [],
        bin: [{ ...record, deletedAt: after(0).toISOString() }],
      });
      expectShown();
      expect(disk.text(pathOf('fox', 1))).toBe('picture 1 of fox');
    },
  );

  test('twice keeps the time of the first', async () => {
    await make();
    await book.delete('fox', after(0));
    await book.delete('fox', after(7));
    expect(book.get('fox')?.deletedAt).toBe(after(0).toISOString());
  });

  test('while it is changed is in the bin with that change', async () => {
    await make();
    await Promise.all([
      book.update('fox', (record) => ({ ...record, altText: 'A hare' })),
      book.delete('fox', after(0)),
    ]);
    expect(shelvesOnDisk(disk)).toMatchObject({ history: [], bin: [{ altText: 'A hare' }] });
  });

  test('though another window closed it meanwhile is in the bin', async () => {
    const record = recordWith(1);
    await book.write(record);
    await window().close('fox');
    await book.delete('fox', after(0));
    expect(shelvesOnDisk(disk)).toMatchObject({ open: [], history: [], bin: [{ id: 'fox' }] });
  });

  test('comes back as it was', async () => {
    const record = await make(2);
    await book.delete('fox', after(0));
    await book.restore('fox');
    expect(shelvesOnDisk(disk)).toEqual({ open: [], history: [record], bin: [] });
    expectShown();
  });

  test('comes back until thirty days are over', async () => {
    const record = await make();
    await book.delete('fox', after(0));
    await emptyBin(30);
    await book.restore('fox');
    await emptyBin(300);
    expect(shelvesOnDisk(disk).history).toEqual([record]);
    expect(disk.text(pathOf('fox', 1))).toBe('picture 1 of fox');
  });

  test('is gone for good after thirty days, with its pictures, and nothing else is', async () => {
    await make(2);
    const hare = await make(1, 'hare');
    await book.delete('fox', after(0));
    await emptyBin(31);
    expect([...disk.files.keys()].toSorted()).toEqual(['history/hare.json', pathOf('hare', 1)]);
    expect([book.list('history'), book.list('bin'), book.get('fox')]).toEqual([[hare], [], null]);
    await expect(book.restore('fox')).rejects.toThrow();
  });

  test('by a window that has closed since is gone for good as well', async () => {
    await make();
    await book.delete('fox', after(0));
    book = window();
    await emptyBin(31);
    expect(disk.files.size).toBe(0);
  });

  test('stays when it is brought back while the bin is emptied', async () => {
    await make();
    await book.delete('fox', after(0));
    await Promise.allSettled([emptyBin(31), book.restore('fox')]);
    const [record] = shelvesOnDisk(disk).history;
    // Whichever came first, it is there as a whole, or gone as a whole.
    expect([disk.files.has(pathOf('fox', 1)), disk.files.size]).toEqual([
      record !== undefined,
      record === undefined ? 0 : 2,
    ]);
  });

  test('stays when another window brought it back and deleted it again, since the bin was looked into', async () => {
    await make();
    await book.delete('fox', after(0));
    const deletedAgain = { ...book.get('fox'), deletedAt: after(20).toISOString() };
    disk.after = (operation, path) => {
      if (operation === 'read' && path === 'bin/fox.json') {
        disk.after = null;
        disk.put(path, JSON.stringify(deletedAgain));
      }
    };
    await emptyBin(31);
    expect(shelvesOnDisk(disk).bin).toEqual([deletedAgain]);
    expect(disk.text(pathOf('fox', 1))).toBe('picture 1 of fox');
  });

  test('is told of when it is removed for good', async () => {
    await make();
    await book.delete('fox', after(0));
    const heard: unknown[] = [];
    book.onDidChange(() => heard.push(book.list('bin').length));
    await emptyBin(31);
    expect(heard).toContain(0);
  });
});

describe('a picture that is deleted', () => {
  test('is marked so, and comes back', async () => {
    const record = await make(2);
    await book.deletePicture('fox', 2, after(0));
    expect(picturesOf('fox').map(({ deletedAt }) => deletedAt)).toEqual([null, after(0).toISOString()]);
    expectShown();
    await book.restorePicture('fox', 2);
    expect(shelvesOnDisk(disk).history).toEqual([record]);
  });

  test('as the last of its generation takes that to the bin, and brings it back', async () => {
    await make(2);
    await book.deletePicture('fox', 1, after(0));
    await book.deletePicture('fox', 2, after(1));
    expect(shelvesOnDisk(disk)).toMatchObject({ history: [], bin: [{ deletedAt: after(1).toISOString() }] });
    await book.restorePicture('fox', 2);
    expect(shelvesOnDisk(disk)).toMatchObject({ history: [{ deletedAt: null }], bin: [] });
    expect(picturesOf('fox').map(({ deletedAt }) => deletedAt)).toEqual([after(0).toISOString(), null]);
    expectShown();
  });

  test('as the last one comes back in whatever window', async () => {
    const record = await make();
    await book.deletePicture('fox', 1, after(0));
    book = window();
    await book.restorePicture('fox', 1);
    expect(shelvesOnDisk(disk)).toEqual({ open: [], history: [record], bin: [] });
  });

  test('loses its bytes after thirty days, also where the history was not looked into', async () => {
    await make(2);
    await book.deletePicture('fox', 1, after(0));
    book = window();
    await emptyBin(30);
    expect(disk.paths('pictures')).toHaveLength(2);
    await emptyBin(31);
    expect(disk.paths('pictures')).toEqual([pathOf('fox', 2)]);
    expect(picturesOf('fox').map(({ path }) => path)).toEqual([null, pathOf('fox', 2)]);
    expectShown();
  });

  test('and is none of the record changes nothing', async () => {
    const record = await make();
    await book.deletePicture('fox', 7, after(0));
    await book.deletePicture('hare', 1, after(0));
    expect(shelvesOnDisk(disk).history).toEqual([record]);
  });

  test('of a record that has none changes nothing', async () => {
    const record = sampleRecord({ id: 'fox', state: { step: 'cancelled', requestId: null } });
    await book.write(record);
    await book.deletePicture('fox', 1, after(0));
    expect(shelvesOnDisk(disk)).toEqual({ open: [record], history: [], bin: [] });
  });
});

describe('the bytes of a picture', () => {
  test('are dropped, and its record stays', async () => {
    await make(2);
    await book.dropBytes('fox', 1);
    expect([disk.paths('pictures'), picturesOf('fox').map(({ path }) => path)]).toEqual([
      [pathOf('fox', 2)],
      [null, pathOf('fox', 2)],
    ]);
    await book.dropBytes('fox', 1);
    expectShown();
  });

  test('stay where the record cannot say that they are dropped', async () => {
    await make();
    disk.before = (operation) => {
      if (operation === 'replace') {
        throw new Error('ENOSPC');
      }
    };
    await expect(book.dropBytes('fox', 1)).rejects.toThrow('ENOSPC');
    disk.before = null;
    expect(disk.text(pathOf('fox', 1))).toBe('picture 1 of fox');
    expectShown();
  });

  test('come back with what is said of them', async () => {
    await make(2);
    await book.dropBytes('fox', 2);
    const again = {
      ...storedPicture,
      path: 'pictures/fox-2.webp',
      index: 2,
      count: 2,
      type: 'webp',
    } as const;
    await book.replacePicture('fox', again);
    expect(picturesOf('fox')[1]).toEqual(again);
    expectShown();
  });
});

describe('a damaged record', () => {
  test('in the bin keeps no other from being removed, and is not removed itself', async () => {
    await make();
    await book.delete('fox', after(0));
    disk.put('bin/a.json', 'dust');
    await emptyBin(31);
    expect([...disk.files.keys()]).toEqual(['damaged/a.json']);
    expect(damaged).toEqual(['damaged/a.json']);
  });

  test.each([
    '../../home/fox.png',
    '/home/fox.png',
    'pictures/../../fox.png',
    'open/hare.json',
    'pictures/',
    'C:fox',
  ])('that says that its picture is %s has nothing removed there', async (path) => {
    const record = recordWith(1);
    const pictures = [{ ...storedPicture, path }];
    const state = { ...record.state, pictures };
    disk.put('bin/fox.json', JSON.stringify({ ...record, state, deletedAt: after(0).toISOString() }));
    const removed: string[] = [];
    disk.before = (operation, at) => {
      removed.push(...(operation === 'remove' ? [at] : []));
    };
    await emptyBin(31);
    expect([removed, damaged]).toEqual([[], ['damaged/fox.json']]);
  });
});

test('whatever is deleted, brought back and saved over months, nothing goes but what was deleted long enough', async () => {
  const id = fc.constantFrom('fox', 'hare');
  const step = fc.record({
    does: fc.constantFrom(
      'delete',
      'restore',
      'deletePicture',
      'restorePicture',
      'dropBytes',
      'emptyBin',
      'restart',
    ),
    id,
    index: fc.integer({ min: 1, max: 2 }),
    passing: fc.constantFrom(0, 1, 20, 31),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 15 }), async (steps) => {
      begin();
      const touched: string[] = [];
      const dropped = new Set<string>();
      disk.before = (operation: DiskOperation, path) => {
        if (operation === 'remove') {
          touched.push(path);
        }
      };
      await make(2, 'fox');
      await make(1, 'hare');
      let day = 0;
      let before = all();
      for (const each of steps) {
        day += each.passing;
        if (each.does === 'dropBytes' && before.has(each.id)) {
          dropped.add(pathOf(each.id, each.index));
        }
        await take(each.does, each.id, each.index, day).catch(() => undefined);
        const now = all();
        for (const [gone, record] of before) {
          if (!now.has(gone)) {
            expect(each.does).toBe('emptyBin');
            expect(Date.parse(record.deletedAt ?? '')).toBeLessThan(after(day - 30).getTime());
          }
        }
        for (const { path, deletedAt } of [...before.values()].flatMap(picturesIn)) {
          const longDeleted = deletedAt !== null && Date.parse(deletedAt) < after(day - 30).getTime();
          if (path !== null && !disk.files.has(path) && !dropped.has(path)) {
            const owner = path.slice('pictures/'.length, -'-1.png'.length);
            expect([each.does, longDeleted || !now.has(owner)]).toEqual(['emptyBin', true]);
          }
        }
        const paths = [...now.values()].flatMap(picturesIn).flatMap(({ path }) => path ?? []);
        expect(paths.toSorted()).toEqual(disk.paths('pictures').toSorted());
        before = now;
      }
      expect(touched.filter((path) => !/^(?:pictures|thumbnails|bin)\/[^/]+$/.test(path))).toEqual([]);
    }),
    { numRuns: 500 },
  );
});

/** All records that there are; each stands on one shelf. */
function all(): Map<string, GenerationRecord> {
  const onDisk = shelvesOnDisk(disk);
  const records = shelves.flatMap((shelf) => onDisk[shelf]);
  const byId = new Map(records.map((record) => [record.id, record]));
  expect(byId.size).toBe(records.length);
  return byId;
}

function picturesIn({ state }: GenerationRecord): readonly StoredPicture[] {
  return state.step === 'stored' ? state.pictures : [];
}

async function take(does: string, id: string, index: number, day: number): Promise<unknown> {
  switch (does) {
    case 'delete':
      return book.delete(id, after(day));
    case 'restore':
      return book.restore(id);
    case 'deletePicture':
      return book.deletePicture(id, index, after(day));
    case 'restorePicture':
      return book.restorePicture(id, index);
    case 'dropBytes':
      return book.dropBytes(id, index);
    case 'emptyBin':
      return emptyBin(day);
    default:
      book.dispose();
      book = window();
      return book.load();
  }
}

test('that a record is gone for good is told', async () => {
  const { id } = await make();
  await book.delete(id, after(0));
  let told = 0;
  book.onDidChange(() => {
    told += book.list('bin').length === 0 ? 1 : 0;
  });
  await emptyBin(31);
  expect([told > 0, book.list('bin')]).toEqual([true, []]);
});

describe('a file that a picture took the place of', () => {
  const old = { type: 'png', bytes: Buffer.from('the old one') } as const;
  const replaced = { file: 'file:///w/fox.png', sha256: '1'.repeat(64) };
  const path = `pictures/fox-replaced-${hashOf(old.bytes).slice(0, 16)}.png`;

  test('is kept for thirty days, and then gone, while the picture stays', async () => {
    await make();
    await book.keepReplaced('fox', replaced, old, after(0));
    await emptyBin(30);
    expect(book.get('fox')?.replaced).toEqual({ ...replaced, path, at: after(0).toISOString() });
    expect(disk.text(path)).toBe('the old one');
    await emptyBin(31);
    expect(book.get('fox')?.replaced).toBeUndefined();
    expect([...disk.files.keys()].toSorted()).toEqual(['history/fox.json', pathOf('fox', 1)]);
  });

  test('is on disk before the record tells it', async () => {
    await make();
    disk.before = (operation, at) => {
      if (operation === 'replace' && at === path) {
        throw new Error('ENOSPC');
      }
    };
    await expect(book.keepReplaced('fox', replaced, old, after(0))).rejects.toThrow('ENOSPC');
    expect(book.get('fox')?.replaced).toBeUndefined();
  });

  test('is not written over by what another window finds there later', async () => {
    await make();
    await book.keepReplaced('fox', replaced, old, after(0));
    const edited = { type: 'png', bytes: Buffer.from('what was edited since') } as const;
    await expect(window().keepReplaced('fox', replaced, edited, after(1))).rejects.toThrow('another file');
    expect(disk.text(path)).toBe('the old one');
    expect([...disk.files.keys()].filter((key) => key.includes('replaced'))).toEqual([path]);
  });

  test('is not kept for a record that is gone, so that nothing is replaced', async () => {
    await expect(book.keepReplaced('fox', replaced, old, after(0))).rejects.toThrow('fox');
    expect([...disk.files.keys()]).toEqual([]);
  });

  test('goes with its record', async () => {
    await make();
    await book.keepReplaced('fox', replaced, old, after(0));
    await book.delete('fox', after(1));
    await emptyBin(32);
    expect([...disk.files.keys()]).toEqual([]);
  });
});
