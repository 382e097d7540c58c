import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { folderDisk } from '../../../src/disk/folderDisk.ts';
import type { Disk } from '../../../src/records/disk.ts';
import { temporaryFolder } from './temporaryFolder.ts';

vi.mock('node:fs/promises', { spy: true });

const bytes = Buffer.from('fox');

let folder: string;
let disk: Disk;
/** What reached the disk itself, and what was renamed, in order; names below the storage folder. */
let done: string[];

beforeEach(async () => {
  const real = await vi.importActual<typeof fs>('node:fs/promises');
  folder = temporaryFolder();
  disk = folderDisk(path.join(folder, 'storage'));
  done = [];
  vi.mocked(fs.open).mockImplementation(async (file, ...rest) => {
    const handle = await real.open(file, ...rest);
    const sync = handle.sync.bind(handle);
    handle.sync = async () => {
      await sync();
      done.push(`flush ${nameOf(file)}`);
    };
    return handle;
  });
  vi.mocked(fs.rename).mockImplementation(async (from, to) => {
    await real.rename(from, to);
    done.push(`rename ${nameOf(from)} to ${nameOf(to)}`);
  });
});

function nameOf(file: Parameters<typeof fs.open>[0]): string {
  const name = path.relative(path.join(folder, 'storage'), file.toString()).replaceAll(path.sep, '/');
  return name.replace(/[0-9a-f-]{36}/, 'random').replace(/^$/, '.');
}

// Windows neither needs nor allows that a folder is flushed.
describe.runIf(process.platform !== 'win32')(
  'what is said to be written has reached the disk, with its name',
  () => {
    beforeEach(async () => {
      await disk.create('claims/before', bytes);
      await disk.replace('open/before', bytes);
      await disk.move('open/before', 'history/before');
      await disk.replace('open/a.json', bytes);
      done.length = 0;
    });

    test('a file that was created', async () => {
      await disk.create('claims/a.1', bytes);
      expect(done).toEqual(['flush claims/a.1', 'flush claims']);
    });

    test('a file that was replaced, which is whole before it takes the place of the old one', async () => {
      await disk.replace('open/a.json', bytes);
      expect(done).toEqual([
        'flush temporary/random',
        'rename temporary/random to open/a.json',
        'flush open',
      ]);
    });

    test('a file that was moved', async () => {
      await disk.move('open/a.json', 'history/a.json');
      expect(done).toEqual(['rename open/a.json to history/a.json', 'flush history']);
    });
  },
);

test.runIf(process.platform !== 'win32')(
  'folders that come to be with a file are on the disk as well',
  async () => {
    await disk.create('claims/a.1', bytes);
    expect(done.toSorted()).toEqual(['flush .', 'flush ..', 'flush claims', 'flush claims/a.1']);
  },
);

test('a file system that keeps no folders to flush is written to all the same', async () => {
  const { open } = await vi.importActual<typeof fs>('node:fs/promises');
  vi.mocked(fs.open).mockImplementation(async (file, flags, ...rest) => {
    const handle = await open(file, flags, ...rest);
    if (flags === 'r') {
      handle.sync = () => Promise.reject(Object.assign(new Error('EINVAL: fsync'), { code: 'EINVAL' }));
    }
    return handle;
  });
  await disk.replace('open/a.json', bytes);
  expect(await disk.read('open/a.json')).toEqual(bytes);
});

describe('on Windows, where a scanner may hold a file for a moment', () => {
  const { platform } = process;

  beforeEach(() => {
    Object.defineProperty(process, 'platform', { value: 'win32' });
    return () => {
      Object.defineProperty(process, 'platform', { value: platform });
    };
  });

  function refuse(times: number, code: string): void {
    vi.mocked(fs.rename).mockClear();
    for (let time = 0; time < times; time++) {
      vi.mocked(fs.rename).mockRejectedValueOnce(Object.assign(new Error(`${code}: rename`), { code }));
    }
  }

  test.each(['EPERM', 'EBUSY', 'EACCES'])(
    'a rename that was refused with %s is tried again',
    async (code) => {
      refuse(3, code);
      await disk.replace('open/a.json', bytes);
      expect(await disk.read('open/a.json')).toEqual(bytes);
      expect(fs.rename).toHaveBeenCalledTimes(4);
    },
  );

  test('another error is an error at once', async () => {
    refuse(1, 'ENOSPC');
    await expect(disk.replace('open/a.json', bytes)).rejects.toThrow('ENOSPC');
    expect(fs.rename).toHaveBeenCalledTimes(1);
  });
});
