import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import type { GenerationRecord } from '../../../src/records/generationRecord.ts';
import { hashOf, RecordStore, shelves, type ReadRecords } from '../../../src/records/recordStore.ts';
import { anyRecord } from './anyRecord.ts';
import { MemoryDisk, type DiskOperation } from './memoryDisk.ts';
import { sampleRecord, states, storedPicture } from './sampleRecord.ts';

const first = sampleRecord({ id: '20260304T050607000Z-a' });
const second = sampleRecord({ id: '20260304T050608000Z-b' });
const newer = JSON.stringify({ ...first, version: 3, state: { step: 'dreaming' } });

let disk: MemoryDisk;
let store: RecordStore;

beforeEach(() => {
  disk = new MemoryDisk();
  store = new RecordStore(disk);
});

/** The disk fails at one operation on one file, or on all. */
function fail(operation: DiskOperation, at: string | null = null): void {
  disk.before = (each, path) => {
    if (each === operation && (at === null || at === path)) {
      throw new Error(`EIO: ${operation} ${path}`);
    }
  };
}

async function listOpen(): Promise<ReadRecords> {
  return store.readAll(await store.ids('open'), 'open');
}

async function listed(): Promise<readonly GenerationRecord[]> {
  return (await listOpen()).records;
}

describe('a record', () => {
  test.each(states)('is read as it was written: $step', async (state) => {
    const record = sampleRecord({ state });
    await store.write(record);
    expect(await store.read(record.id, 'open')).toEqual(record);
    expect(await listOpen()).toEqual({ records: [record], damaged: [] });
  });

  test('is read as it was written, whatever is in it', async () => {
    await fc.assert(
      fc.asyncProperty(anyRecord, async (record) => {
        await store.write(record);
        expect(await store.read(record.id, 'open')).toEqual(record);
      }),
      { numRuns: 300 },
    );
  });

  test('is written in the place of the one before', async () => {
    const later = { ...first, state: { step: 'submitting' } } as const;
    await store.write(first);
    await store.write(later);
    expect(await listed()).toEqual([later]);
  });

  test('is not said to be written where the disk does not take it', async () => {
    fail('replace');
    await expect(store.write(first)).rejects.toThrow('EIO');
  });

  test('that could not be read again is not written, and the one before stays', async () => {
    await store.write(first);
    await expect(store.write({ ...first, createdAt: 'yesterday' })).rejects.toThrow();
    expect(await listed()).toEqual([first]);
  });

  test('holds no text of the server', async () => {
    const failure = { kind: 'jobFailed', detail: 'secret' } as const;
    await store.write({ ...first, state: { step: 'failed', requestId: 'job-1', failure } });
    expect(disk.text(`open/${first.id}.json`)).not.toContain('secret');
  });

  test('that is closed is in the history as it was', async () => {
    await store.write(first);
    const before = disk.text(`open/${first.id}.json`);
    await store.move(first.id, 'open', 'history');
    expect([await store.read(first.id, 'open'), await listed()]).toEqual([null, []]);
    expect(disk.text(`history/${first.id}.json`)).toBe(before);
  });

  test.each(['../../escape', 'a/b', 'a.b', ''])('cannot have the id %j', async (id) => {
    await expect(store.write({ ...first, id })).rejects.toThrow();
    expect(disk.files.size).toBe(0);
  });
});

describe('the open records', () => {
  test('are none where nothing was ever written', async () => {
    expect(await listOpen()).toEqual({ records: [], damaged: [] });
    expect(await store.read('nothing', 'open')).toBeNull();
  });

  test('come in the order in which they were made', async () => {
    await store.write(second);
    await store.write(first);
    expect(await listed()).toEqual([first, second]);
  });

  test('are without what is no record', async () => {
    await store.write(first);
    disk.put('open/.DS_Store', 'x');
    disk.put(`open/${first.id}.json.0123.tmp`, '{');
    expect(await listOpen()).toEqual({ records: [first], damaged: [] });
    expect(disk.paths('open')).toHaveLength(3);
  });

  test('are without one that another window closes at this moment', async () => {
    await store.write(first);
    await store.write(second);
    disk.before = (operation) => {
      if (operation === 'read') {
        disk.files.delete(`open/${first.id}.json`);
      }
    };
    expect(await listOpen()).toEqual({ records: [second], damaged: [] });
  });

  test('are listed though one cannot be read, which stays where it is', async () => {
    await store.write(first);
    await store.write(second);
    fail('read', `open/${first.id}.json`);
    expect(await listOpen()).toEqual({ records: [second], damaged: [`open/${first.id}.json`] });
    expect(disk.paths('damaged')).toEqual([]);
  });
});

describe.each(shelves)('on the shelf %s', (shelf) => {
  test('a record is put, read and found, and on no other', async () => {
    await store.write(first, shelf);
    for (const each of shelves) {
      const there = each === shelf ? first : null;
      expect(await store.read(first.id, each)).toEqual(there);
      expect(await store.ids(each)).toEqual(there === null ? [] : [first.id]);
      expect((await store.readAll([first.id], each)).records).toEqual(there === null ? [] : [there]);
    }
  });

  test('ids come in the order in which the records were made, and only those of records', async () => {
    disk.put(`${shelf}/.DS_Store`, 'x');
    disk.put(`${shelf}/${first.id}.json.tmp`, '{');
    await store.write(second, shelf);
    await store.write(first, shelf);
    expect(await store.ids(shelf)).toEqual([first.id, second.id]);
  });

  test('those records are read that were asked for, in their order', async () => {
    await store.write(first, shelf);
    await store.write(second, shelf);
    const read: string[] = [];
    disk.before = (operation, path) => {
      read.push(`${operation} ${path}`);
    };
    expect((await store.readAll([second.id, 'nothing'], shelf)).records).toEqual([second]);
    expect(read).toEqual([`read ${shelf}/${second.id}.json`, `read ${shelf}/nothing.json`]);
  });

  test('a damaged record is set aside, and takes the place of none of another shelf', async () => {
    disk.put(`damaged/${first.id}.json`, 'of another shelf');
    disk.put(`${shelf}/${first.id}.json`, 'dust');
    const { damaged } = await store.readAll([first.id], shelf);
    expect([damaged, disk.text(damaged[0] ?? '')]).toEqual([[`damaged/${first.id}-1.json`], 'dust']);
    expect(disk.text(`damaged/${first.id}.json`)).toBe('of another shelf');
  });
});

describe('a record that is removed for good', () => {
  const pictures = [
    { ...storedPicture, path: 'pictures/a-1.png' },
    { ...storedPicture, path: null, index: 2 },
    { ...storedPicture, path: 'pictures/a-3.png', index: 3 },
  ];
  const record = sampleRecord({
    id: first.id,
    state: { step: 'stored', requestId: 'job-1', pictures, cost: null },
  });

  beforeEach(async () => {
    await store.write(record, 'bin');
    disk.put('pictures/a-1.png', '');
    disk.put('pictures/b-1.png', '');
  });

  test('is gone with what is left of its pictures, and nothing else is', async () => {
    await store.write(second, 'bin');
    await store.removeForGood(record);
    expect([...disk.files.keys()]).toEqual(['pictures/b-1.png', `bin/${second.id}.json`]);
  });

  test('stays until its pictures are gone, so that none is left behind', async () => {
    fail('remove', 'pictures/a-3.png');
    await expect(store.removeForGood(record)).rejects.toThrow('EIO');
    expect(await store.read(first.id, 'bin')).not.toBeNull();
  });
});

describe('a record of a newer version', () => {
  beforeEach(async () => {
    await store.write(second);
    disk.put(`open/${first.id}.json`, newer);
  });

  test('is left alone', async () => {
    expect(await listOpen()).toEqual({ records: [second], damaged: [] });
    expect(await store.read(first.id, 'open')).toBeNull();
    expect(disk.text(`open/${first.id}.json`)).toBe(newer);
  });
});

describe('a damaged record', () => {
  const path = `open/${first.id}.json`;
  const aside = `damaged/${first.id}.json`;

  beforeEach(async () => {
    await store.write(second);
    disk.put(path, '{"version":1');
  });

  test('is set aside as it is, and the others are listed', async () => {
    expect(await listOpen()).toEqual({ records: [second], damaged: [aside] });
    expect([disk.text(aside), disk.text(path)]).toEqual(['{"version":1', null]);
  });

  test('is not read, and not set aside by reading it', async () => {
    expect(await store.read(first.id, 'open')).toBeNull();
    expect(disk.text(path)).toBe('{"version":1');
  });

  test('takes the place of no other that was set aside', async () => {
    await listOpen();
    disk.put(path, 'damaged again');
    const { damaged } = await listOpen();
    disk.put(path, 'and again');
    const { damaged: third } = await listOpen();
    const all = [aside, ...damaged, ...third].map((each) => disk.text(each));
    expect(all).toEqual(['{"version":1', 'damaged again', 'and again']);
  });

  test.each(['move', 'list'] as const)(
    'that cannot be set aside (%s fails) keeps no other from going on',
    async (operation) => {
      fail(operation, operation === 'move' ? path : 'damaged');
      expect(await listOpen()).toEqual({ records: [second], damaged: [path] });
      expect(disk.text(path)).toBe('{"version":1');
    },
  );

  test('that another window sets aside at this moment keeps no other from going on', async () => {
    disk.before = (operation) => {
      if (operation === 'move') {
        disk.before = null;
        void disk.move(path, aside);
      }
    };
    expect((await listOpen()).records).toEqual([second]);
    expect(disk.text(aside)).toBe('{"version":1');
  });

  test('is set aside, whatever it is, and no byte of it is lost', async () => {
    const json = JSON.stringify(first);
    const content = fc.oneof(
      fc.uint8Array({ maxLength: 50 }),
      fc.json().map((text) => Buffer.from(text)),
      fc.nat({ max: json.length }).map((length) => Buffer.from(json.slice(0, length))),
      fc
        .record({ version: fc.integer({ min: 0, max: 4 }), step: fc.constantFrom('intended', 'dreaming') })
        .map(({ version, step }) => Buffer.from(JSON.stringify({ ...first, version, state: { step } }))),
    );
    await fc.assert(
      fc.asyncProperty(content, async (bytes) => {
        disk.files.clear();
        disk.put(path, bytes);
        const { records, damaged } = await listOpen();
        expect(records.length + damaged.length).toBeLessThanOrEqual(1);
        const kept = disk.files.get(damaged[0] ?? path)?.bytes;
        expect(Buffer.compare(kept ?? Buffer.from('lost'), bytes)).toBe(0);
        expect(disk.files.size).toBe(1);
      }),
      { numRuns: 500 },
    );
  });
});

describe('a picture', () => {
  const bytes = Buffer.from('picture');

  test('is kept under the name of its generation, with its index and type', async () => {
    const stored = await store.storePicture('fox', 2, 'webp', bytes);
    expect(stored).toEqual({
      path: 'pictures/fox-2.webp',
      sha256: createHash('sha256').update(bytes).digest('hex'),
    });
    expect(await store.readPicture(stored.path)).toEqual(Uint8Array.from(bytes));
  });

  test('that is fetched again takes its own place', async () => {
    await store.storePicture('fox', 1, 'png', Buffer.from('half'));
    const { path } = await store.storePicture('fox', 1, 'png', bytes);
    expect([disk.text(path), disk.files.size]).toEqual(['picture', 1]);
  });

  test('is not said to be kept where the disk does not take it', async () => {
    fail('replace');
    await expect(store.storePicture('fox', 1, 'png', bytes)).rejects.toThrow('EIO');
  });

  test('that is removed is gone, and is removed again', async () => {
    const { path } = await store.storePicture('fox', 1, 'png', bytes);
    await store.removePicture(path);
    await store.removePicture(path);
    expect([await store.readPicture(path), disk.files.size]).toEqual([null, 0]);
  });

  test('has a hash by which it is known again', async () => {
    const { sha256 } = await store.storePicture('fox', 1, 'png', bytes);
    expect([hashOf(bytes), hashOf(Buffer.from('other')) === sha256]).toEqual([sha256, false]);
  });

  test('that is gone is not there', async () => {
    expect(await store.readPicture('pictures/fox-1.png')).toBeNull();
  });
});
