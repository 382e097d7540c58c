import { mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { folderDisk } from '../../../src/disk/folderDisk.ts';
import type { Disk } from '../../../src/records/disk.ts';
import { MemoryDisk } from '../records/memoryDisk.ts';
import { temporaryFolder } from './temporaryFolder.ts';

// For a machine that has much else to do.
vi.setConfig({ testTimeout: 60_000 });

const fox = Buffer.from('fox');
const hare = Buffer.from('hare');
const noBytes = null as unknown as Uint8Array;

let folder: string;
let disk: Disk;

beforeEach(() => {
  folder = temporaryFolder();
  disk = folderDisk(path.join(folder, 'storage'));
});

afterEach(() => {
  vi.useRealTimers();
});

interface Step {
  readonly does: string;
  readonly name: string;
  readonly text?: string;
  readonly to?: string;
}

function full(name: string): string {
  return path.join(folder, 'storage', name);
}

/** All files, with what is in them. */
function files(): Record<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) =>
    each.isFile(),
  );
  return Object.fromEntries(
    entries.map(({ parentPath, name }) => [
      path.relative(path.join(folder, 'storage'), path.join(parentPath, name)).replaceAll(path.sep, '/'),
      readFileSync(path.join(parentPath, name), 'utf8'),
    ]),
  );
}

test('before the first write there is nothing, not even the folder', async () => {
  expect([await disk.read('open/a'), await disk.list('open'), await disk.age('open/a')]).toEqual([
    null,
    [],
    null,
  ]);
  expect(await disk.touch('open/a')).toBe(false);
  await disk.remove('open/a');
  expect(readdirSync(folder)).toEqual([]);
});

describe('a file that is created', () => {
  test('is there with its bytes, and nothing else is', async () => {
    expect(await disk.create('claims/a.1', fox)).toBe(true);
    expect(files()).toEqual({ 'claims/a.1': 'fox' });
    expect(await disk.read('claims/a.1')).toEqual(fox);
  });

  test('is not created again, and stays as it is', async () => {
    await disk.create('claims/a.1', fox);
    expect(await disk.create('claims/a.1', hare)).toBe(false);
    expect(files()).toEqual({ 'claims/a.1': 'fox' });
  });

  test('by many at once is created by exactly one', async () => {
    const made = await Promise.all(
      Array.from({ length: 20 }, (_, at) => disk.create('claims/a.1', Buffer.from(`${at}`))),
    );
    expect(made.filter(Boolean)).toHaveLength(1);
    expect(files()).toEqual({ 'claims/a.1': `${made.indexOf(true)}` });
  });

  test('and could not be written leaves nothing in the way of the next', async () => {
    await expect(disk.create('claims/a.1', noBytes)).rejects.toThrow();
    expect(files()).toEqual({});
    expect(await disk.create('claims/a.1', fox)).toBe(true);
  });
});

describe('a file that is replaced', () => {
  test('has its new bytes, and nothing else is left', async () => {
    await disk.replace('open/a.json', fox);
    await disk.replace('open/a.json', hare);
    expect(files()).toEqual({ 'open/a.json': 'hare' });
  });

  test('is never seen half written', async () => {
    const versions = [0x61, 0x62].map((byte) => Buffer.alloc(300_000, byte));
    await disk.replace('open/a.json', versions[0]!);
    let replacing = true;
    const replaced = (async () => {
      for (let count = 0; count < 8; count++) {
        await disk.replace('open/a.json', versions[count % 2]!);
      }
      replacing = false;
    })();
    while (replacing) {
      const bytes = await disk.read('open/a.json');
      expect(versions.some((version) => bytes !== null && Buffer.compare(version, bytes) === 0)).toBe(true);
    }
    await replaced;
  });

  test('by many at once has the bytes of one of them', async () => {
    await Promise.all(
      Array.from({ length: 20 }, (_, at) => disk.replace('open/a.json', Buffer.from(`${at}`.repeat(1000)))),
    );
    const [[name, text] = ['', '']] = Object.entries(files());
    expect([name, readdirSync(full('open'))]).toEqual(['open/a.json', ['a.json']]);
    expect(new Set(text.match(new RegExp(`.{${text.length / 1000}}`, 'g'))).size).toBe(1);
  });

  test('and could not be written is as it was, and nothing else is left', async () => {
    await disk.replace('open/a.json', fox);
    await expect(disk.replace('open/a.json', noBytes)).rejects.toThrow();
    expect(files()).toEqual({ 'open/a.json': 'fox' });
  });

  test('and could not be put in its place leaves nothing', async () => {
    mkdirSync(full('open/a.json'), { recursive: true });
    await expect(disk.replace('open/a.json', fox)).rejects.toThrow();
    expect(files()).toEqual({});
  });
});

test('a file that is moved is there as it was, in a folder that comes to be', async () => {
  await disk.replace('open/a.json', fox);
  await disk.move('open/a.json', 'history/a.json');
  expect(files()).toEqual({ 'history/a.json': 'fox' });
  await expect(disk.move('open/a.json', 'history/a.json')).rejects.toThrow('ENOENT');
});

test('what is removed is gone', async () => {
  await disk.replace('open/a.json', fox);
  await disk.remove('open/a.json');
  expect(files()).toEqual({});
});

test('what is touched is as old as nothing', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-03-04T05:06:07Z') });
  await disk.create('claims/a.1', fox);
  const old = new Date('2026-03-04T05:05:07Z');
  utimesSync(full('claims/a.1'), old, old);
  expect(await disk.age('claims/a.1')).toBe(60_000);
  expect(await disk.touch('claims/a.1')).toBe(true);
  expect([await disk.age('claims/a.1'), await disk.read('claims/a.1')]).toEqual([0, fox]);
});

test.skipIf(process.platform === 'win32')('what is written is for its owner alone', async () => {
  await disk.create('claims/a.1', fox);
  await disk.replace('open/a.json', fox);
  expect(['claims/a.1', 'open/a.json'].map((name) => statSync(full(name)).mode & 0o777)).toEqual([
    0o600, 0o600,
  ]);
});

test('a disk that does not answer is no missing file', async () => {
  mkdirSync(full('open/a.json'), { recursive: true });
  writeFileSync(full('flat'), '');
  await expect(disk.read('open/a.json')).rejects.toThrow();
  await expect(disk.list('flat')).rejects.toThrow();
  await expect(disk.create('flat/a', fox)).rejects.toThrow();
});

test('it does what the disk of the other tests does, whatever is asked of it', async () => {
  const name = fc.constantFrom('open/a', 'open/b', 'history/a', 'claims/a.1');
  const step = fc.oneof(
    fc.record({ does: fc.constantFrom('read', 'remove', 'touch'), name }),
    fc.record({ does: fc.constantFrom('create', 'replace'), name, text: fc.string({ maxLength: 5 }) }),
    fc.record({ does: fc.constant('move'), name, to: name }),
    fc.record({ does: fc.constant('list'), name: fc.constantFrom('open', 'history', 'claims', 'nowhere') }),
  );
  const take = async (on: Disk, { does, name: at, text = '', to = '' }: Step): Promise<unknown> => {
    switch (does) {
      case 'create':
        return on.create(at, Buffer.from(text));
      case 'replace':
        return on.replace(at, Buffer.from(text));
      case 'move':
        return on.move(at, to);
      case 'list':
        return (await on.list(at)).toSorted();
      case 'read':
        return Buffer.from((await on.read(at)) ?? 'missing').toString();
      case 'touch':
        return on.touch(at);
      default:
        return on.remove(at);
    }
  };
  let runs = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 15 }), async (steps) => {
      const real = folderDisk(path.join(folder, `${runs++}`));
      const fake = new MemoryDisk();
      for (const each of steps) {
        const [one, other] = await Promise.all(
          [real, fake].map((on) => take(on, each).catch(() => 'an error')),
        );
        expect(one).toEqual(other);
      }
    }),
    { numRuns: 30 },
  );
});
