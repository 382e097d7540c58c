import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import type { GenerationRecord } from '../../../src/records/generationRecord.ts';
import { RecordBook } from '../../../src/records/recordBook.ts';
import { RecordStore, type Shelf } from '../../../src/records/recordStore.ts';
import { settled } from '../generation/virtualClock.ts';
import { FakeWatch } from './fakeWatch.ts';
import { MemoryDisk, type DiskOperation } from './memoryDisk.ts';
import { sampleRecord, states } from './sampleRecord.ts';
import { onShelves, shelvesOnDisk } from './shelvesOnDisk.ts';
import { SlowDisk } from './slowDisk.ts';

const first = sampleRecord({ id: '20260304T050607000Z-a' });
const second = sampleRecord({ id: '20260304T050608000Z-b' });
const sending = { ...first, state: { step: 'submitting' } } as const;
const accepted = { ...first, state: states[2]! } as const;
const now = new Date('2026-03-05T00:00:00.000Z');

let disk: MemoryDisk;
let slow: SlowDisk;
let watch: FakeWatch;
let damaged: string[];
let book: RecordBook;

beforeEach(begin);

function begin(): void {
  disk = new MemoryDisk();
  slow = new SlowDisk(disk);
  watch = new FakeWatch(disk);
  damaged = [];
  book = new RecordBook(new RecordStore(slow), watch.watch, (path) => damaged.push(path));
}

/** What another window, or none, has put there. */
function put(shelf: Shelf, record: GenerationRecord): void {
  disk.put(pathOf(shelf, record), JSON.stringify(record));
}

function pathOf(shelf: Shelf, { id }: GenerationRecord): string {
  return `${shelf}/${id}.json`;
}

function fail(operation: DiskOperation): void {
  disk.before = (each) => {
    if (each === operation) {
      throw new Error('EIO');
    }
  };
}

function shown(): ReturnType<typeof onShelves> {
  return onShelves((shelf) => book.list(shelf));
}

function saveAs(file: string): (record: GenerationRecord) => GenerationRecord {
  return (record) => ({
    ...record,
    saved: [...record.saved, { index: 1, file, sha256: '0'.repeat(64) }],
  });
}

describe('a record', () => {
  test('is known as soon as it is on disk, the newest first', async () => {
    await book.write(first);
    await book.write(second);
    expect(shown()).toEqual({ open: [second, first], history: [], bin: [] });
    expect([book.get(first.id), book.isOpen(first.id)]).toEqual([first, true]);
    await book.close(first.id);
    expect(shown()).toEqual({ open: [second], history: [first], bin: [] });
    expect([book.get(first.id), book.isOpen(first.id)]).toEqual([first, false]);
  });

  test('that nobody has heard of is not known', () => {
    expect([book.get('fox'), book.isOpen('fox')]).toEqual([null, false]);
  });

  test('is read from the open ones as it is on disk now', async () => {
    await book.write(first);
    put('open', accepted);
    expect([await book.readOpen(first.id), book.get(first.id)]).toEqual([accepted, accepted]);
    await disk.move(pathOf('open', first), pathOf('history', first));
    expect([await book.readOpen(first.id), book.isOpen(first.id)]).toEqual([null, false]);
  });

  test('is told of after every change, until nobody wants to hear it', async () => {
    const heard: unknown[] = [];
    const end = book.onDidChange(() => heard.push(book.get(first.id)?.state.step));
    await book.write(first);
    await book.write(sending);
    end();
    await book.write(accepted);
    expect(heard).toEqual(['intended', 'submitting']);
  });
});

describe('while a record goes to another shelf', () => {
  beforeEach(async () => {
    await book.load();
    await book.write(first);
    await settled();
  });

  test('it is never out of sight, however late the disk says that it did it', async () => {
    const seen: unknown[] = [];
    book.onDidChange(() => seen.push(book.get(first.id)?.id));
    const release = slow.hold('move', pathOf('open', first));
    const closing = book.close(first.id);
    await settled();
    // Who asks the disk is told what the disk says.
    expect(await book.readOpen(first.id)).toBeNull();
    expect(book.get(first.id)).toEqual(first);
    release();
    await closing;
    await settled();
    expect(new Set(seen)).toEqual(new Set([first.id]));
    expect(shown()).toEqual({ open: [], history: [first], bin: [] });
  });

  test('and another window took it away first, it is gone', async () => {
    const release = slow.hold('read', pathOf('open', first));
    const closing = book.close(first.id).catch((error: unknown) => error);
    await settled();
    await disk.remove(pathOf('open', first));
    release();
    expect(await closing).toBeInstanceOf(Error);
    await settled();
    expect(shown()).toEqual({ open: [], history: [], bin: [] });
  });
});

describe('nothing is shown that is not on disk', () => {
  test.each([
    ['replace', 'a step', () => book.write(sending)],
    ['replace', 'a change', () => book.update(first.id, saveAs('file:///w/fox.png'))],
    ['move', 'its closing', () => book.close(first.id)],
    ['move', 'its way to the bin', () => book.delete(first.id, now)],
  ] as const)('where the disk fails to %s: %s', async (operation, _, change) => {
    await book.write(first);
    fail(operation);
    await expect(change()).rejects.toThrow('EIO');
    expect(shown()).toEqual(shelvesOnDisk(disk));
    expect(book.isOpen(first.id)).toBe(true);
  });

  test('where the disk does not take a new record: nobody is told of one', async () => {
    const heard: unknown[] = [];
    book.onDidChange(() => heard.push('change'));
    fail('replace');
    await expect(book.write(first)).rejects.toThrow('EIO');
    expect([book.get(first.id), heard]).toEqual([null, []]);
  });

  test('where it could not be read again', async () => {
    await book.write(first);
    const broken = book.update(first.id, (record) => ({ ...record, createdAt: 'yesterday' }));
    await expect(broken).rejects.toThrow();
    expect(shown()).toEqual(shelvesOnDisk(disk));
  });

  test('however often the disk fails, before or after it did what was asked', async () => {
    const step = fc.record({
      does: fc.constantFrom('write', 'update', 'close', 'delete', 'restore', 'empty'),
      of: fc.constantFrom(first, second),
      fails: fc.option(fc.record({ at: fc.nat({ max: 2 }), afterwards: fc.boolean() })),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        begin();
        await book.load();
        for (const { does, of, fails } of steps) {
          let changes = 0;
          const failing = (afterwards: boolean, operation: DiskOperation): void => {
            const isChange = operation === 'replace' || operation === 'move' || operation === 'remove';
            changes += isChange && !afterwards ? 1 : 0;
            if (isChange && fails?.afterwards === afterwards && fails.at === changes - 1) {
              throw new Error('EIO');
            }
          };
          disk.before = (operation) => {
            failing(false, operation);
          };
          disk.after = (operation) => {
            failing(true, operation);
          };
          await change(does, of).catch(() => undefined);
          disk.before = disk.after = null;
          await settled();
          expect(shown()).toEqual(shelvesOnDisk(disk));
        }
      }),
      { numRuns: 300 },
    );
  });

  async function change(does: string, of: GenerationRecord): Promise<unknown> {
    switch (does) {
      case 'write':
        // Else it would stand on two shelves.
        return ['history', 'bin'].some((shelf) => disk.files.has(`${shelf}/${of.id}.json`))
          ? null
          : book.write(of);
      case 'update':
        return book.update(of.id, saveAs('file:///w/fox.png'));
      case 'close':
        return book.close(of.id);
      case 'delete':
        return book.delete(of.id, now);
      case 'restore':
        return book.restore(of.id);
      default:
        return book.emptyBin(new Date(now.getTime() + 1));
    }
  }
});

describe('changes of one record', () => {
  test('that are made at once are all made, one after the other', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat({ max: 9 }), { minLength: 1, maxLength: 8 }), async (numbers) => {
        begin();
        await book.write(first);
        await Promise.all(numbers.map((number) => book.update(first.id, saveAs(`file:///w/${number}.png`))));
        const files = numbers.map((number) => `file:///w/${number}.png`);
        expect(book.get(first.id)?.saved.map(({ file }) => file)).toEqual(files);
        expect(shown()).toEqual(shelvesOnDisk(disk));
      }),
    );
  });

  test('that fail keep the next one from nothing', async () => {
    await book.write(first);
    const failed = book.update(first.id, () => {
      throw new Error('no');
    });
    const next = book.update(first.id, saveAs('file:///w/fox.png'));
    await expect(failed).rejects.toThrow('no');
    expect((await next)?.saved).toHaveLength(1);
  });

  test('never take back a step that was put down meanwhile', async () => {
    await book.write(first);
    const release = slow.hold('read', pathOf('open', first));
    const change = book.update(first.id, (record) => ({ ...record, paused: { kind: 'timedOut' } }));
    const step = book.write(sending);
    await settled();
    release();
    await Promise.all([change, step]);
    expect(shelvesOnDisk(disk).open).toEqual([sending]);
    expect(shown()).toEqual(shelvesOnDisk(disk));
  });

  test('are made before it is moved, and never leave it on two shelves', async () => {
    await book.write(first);
    const release = slow.hold('read', pathOf('open', first));
    const change = book.update(first.id, saveAs('file:///w/fox.png'));
    const closed = book.close(first.id);
    await settled();
    release();
    await Promise.all([change, closed]);
    expect(shelvesOnDisk(disk)).toMatchObject({ open: [], history: [{ saved: [{ index: 1 }] }] });
    expect(shown()).toEqual(shelvesOnDisk(disk));
  });

  test('do not wait for those of another', async () => {
    await book.write(first);
    slow.hold('replace', pathOf('open', first));
    void book.write(sending);
    await book.write(second);
    expect(book.get(second.id)).toEqual(second);
  });

  test.each(['open', 'history', 'bin'] as const)('are made where it stands: %s', async (shelf) => {
    put(shelf, first);
    const changed = saveAs('file:///w/fox.png')(first);
    expect(await book.update(first.id, saveAs('file:///w/fox.png'))).toEqual(changed);
    expect(shelvesOnDisk(disk)[shelf]).toEqual([changed]);
    expect(shown()).toEqual(shelvesOnDisk(disk));
  });

  test('are none where it is gone', async () => {
    expect(await book.update(first.id, saveAs('file:///w/fox.png'))).toBeNull();
    await expect(book.close(first.id)).rejects.toThrow();
    await expect(book.restore(first.id)).rejects.toThrow();
    await book.delete(first.id, now);
    expect(disk.files.size).toBe(0);
  });

  test('leave what a newer version wrote as it is', async () => {
    const newer = JSON.stringify({ ...first, version: 3 });
    disk.put(pathOf('open', first), newer);
    expect(await book.update(first.id, saveAs('file:///w/fox.png'))).toBeNull();
    await book.delete(first.id, now);
    await expect(book.close(first.id)).rejects.toThrow();
    expect([disk.text(pathOf('open', first)), disk.files.size]).toEqual([newer, 1]);
  });

  test('are made from what another window left there', async () => {
    await book.write(first);
    put('open', accepted);
    await book.close(first.id);
    expect(shelvesOnDisk(disk).history).toEqual([accepted]);
    expect(book.get(first.id)).toEqual(accepted);
  });
});

describe('what is known is not set back', () => {
  test('by a look at a record that began before this window changed it', async () => {
    await book.load();
    await book.write(first);
    await settled();
    const release = slow.hold('read', pathOf('open', first));
    disk.onChange?.(pathOf('open', first));
    await settled();
    await book.write(sending);
    release();
    await settled();
    expect(book.get(first.id)).toEqual(sending);
  });

  test('by a look at a shelf that began before this window put a record there', async () => {
    await book.write(first);
    const release = slow.hold('list', 'open');
    const loaded = book.loadOpen();
    await book.write(second);
    release();
    expect(await loaded).toEqual([second, first]);
  });

  test('by a look at a shelf that began before this window moved a record away', async () => {
    await book.write(first);
    const release = slow.hold('read', pathOf('open', first));
    const loaded = book.loadOpen();
    await settled();
    await book.close(first.id);
    release();
    expect(await loaded).toEqual([]);
    expect(shown()).toEqual(shelvesOnDisk(disk));
  });

  test('by a look that began before another one, and ended after it', async () => {
    await book.load();
    put('open', first);
    await settled();
    const release = slow.hold('read', pathOf('open', first));
    put('open', sending);
    await settled();
    put('open', accepted);
    await settled();
    expect(book.get(first.id)).toEqual(accepted);
    release();
    await settled();
    expect(book.get(first.id)).toEqual(accepted);
  });

  test('by a look that saw what another window has moved since', async () => {
    await book.load();
    put('open', first);
    await settled();
    const release = slow.hold('read', pathOf('open', first));
    put('open', sending);
    await settled();
    await disk.move(pathOf('open', first), pathOf('history', first));
    await settled();
    release();
    await settled();
    expect(shown()).toEqual(shelvesOnDisk(disk));
  });

  test('by a look that saw what this window has removed for good since', async () => {
    await book.load();
    await book.write(first);
    await book.delete(first.id, now);
    await settled();
    const release = slow.hold('read', pathOf('bin', first));
    disk.onChange?.(pathOf('bin', first));
    await settled();
    await book.emptyBin(new Date(now.getTime() + 1));
    release();
    await settled();
    expect([shown(), book.get(first.id)]).toEqual([shelvesOnDisk(disk), null]);
  });
});

describe('a disk that does not answer', () => {
  test('leaves what is known as it is', async () => {
    await book.load();
    await book.write(first);
    fail('read');
    disk.onChange?.(pathOf('open', first));
    await settled();
    expect(await book.loadOpen()).toEqual([first]);
    watch.tellsNames = false;
    fail('list');
    disk.onChange?.(pathOf('open', first));
    await settled();
    expect(book.list('open')).toEqual([first]);
  });

  test('fails a look that somebody waits for', async () => {
    await book.write(first);
    fail('read');
    await expect(book.readOpen(first.id)).rejects.toThrow('EIO');
    fail('list');
    await expect(book.loadOpen()).rejects.toThrow('EIO');
  });
});

describe('a damaged record', () => {
  test('keeps no other from being known, is set aside and told of, and no byte of it is lost', async () => {
    put('open', second);
    disk.put(pathOf('open', first), '{"version":1');
    put('history', sampleRecord({ id: 'z' }));
    disk.put('history/a.json', 'dust');
    await book.load();
    expect(book.list('open')).toEqual([second]);
    expect(book.list('history')).toHaveLength(1);
    expect(damaged).toEqual([`damaged/${first.id}.json`, 'damaged/a.json']);
    expect(damaged.map((path) => disk.text(path))).toEqual(['{"version":1', 'dust']);
  });

  test.each([true, false])(
    'is shown no more when it comes to be so (its name is told: %s)',
    async (named) => {
      watch.tellsNames = named;
      await book.load();
      await book.write(first);
      await book.write(second);
      await settled();
      disk.put(pathOf('open', first), 'dust');
      await settled();
      expect(book.list('open')).toEqual([second]);
      expect([...disk.files.values()].map(({ bytes }) => Buffer.from(bytes).toString())).toContain('dust');
    },
  );
});

describe('what was closed', () => {
  beforeEach(async () => {
    await book.write(first);
    await book.close(first.id);
  });

  test('is open again when it is reopened, and nowhere else', async () => {
    await book.reopen(first.id);
    expect(shelvesOnDisk(disk)).toEqual({ open: [first], history: [], bin: [] });
    expect([book.isOpen(first.id), shown()]).toEqual([true, { open: [first], history: [], bin: [] }]);
  });

  test('is not closed once more, which would be no news to anybody who waits for it', async () => {
    await expect(book.close(first.id)).rejects.toThrow(`open has no record ${first.id}`);
    expect(shelvesOnDisk(disk)).toEqual({ open: [], history: [first], bin: [] });
  });
});

test('a book that is done with tells nobody any more', async () => {
  let told = 0;
  book.onDidChange(() => {
    told++;
  });
  book.dispose();
  await book.write(first);
  expect(told).toBe(0);
});
