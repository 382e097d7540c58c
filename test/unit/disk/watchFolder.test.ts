import * as fs from 'node:fs';
import * as path from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { folderDisk } from '../../../src/disk/folderDisk.ts';
import { watchFolder } from '../../../src/disk/watchFolder.ts';
import { RecordBook } from '../../../src/records/recordBook.ts';
import { RecordStore, type Shelf } from '../../../src/records/recordStore.ts';
import { sampleRecord } from '../records/sampleRecord.ts';
import { temporaryFolder } from './temporaryFolder.ts';

vi.mock('node:fs', { spy: true });

let root: string;

beforeEach(() => {
  root = path.join(temporaryFolder(), 'storage');
  vi.mocked(fs.watch).mockClear();
});

/** Names that were told, and a promise of the first of a kind. */
class Heard {
  readonly names: (string | null)[] = [];
  readonly #waiting: (() => void)[] = [];
  readonly #watching: { stop(): void };

  constructor(shelf: Shelf) {
    this.#watching = watchFolder(root)(shelf, (name) => {
      this.names.push(name);
      for (const look of this.#waiting) {
        look();
      }
    });
    onTestFinished(() => {
      this.stop();
    });
  }

  stop(): void {
    this.#watching.stop();
  }

  first(name: string): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (this.names.includes(name)) {
          resolve();
        }
      };
      this.#waiting.push(look);
      look();
    });
  }
}

function file(name: string): string {
  return path.join(root, ...name.split('/'));
}

describe('what changes in a folder is told by its name', () => {
  test.each([
    [
      'comes',
      () => undefined,
      () => {
        fs.writeFileSync(file('open/a.json'), '{}');
      },
    ],
    [
      'is replaced',
      () => {
        fs.writeFileSync(file('open/a.json'), '{}');
      },
      () => folderDisk(root).replace('open/a.json', Buffer.from('[]')),
    ],
    [
      'goes',
      () => {
        fs.writeFileSync(file('open/a.json'), '{}');
      },
      () => folderDisk(root).move('open/a.json', 'history/a.json'),
    ],
  ])('when it %s', async (_, before, change) => {
    fs.mkdirSync(file('open'), { recursive: true });
    before();
    const heard = new Heard('open');
    await change();
    await heard.first('a.json');
  });

  test('also in a folder that is not there yet', async () => {
    const heard = new Heard('bin');
    fs.writeFileSync(file('bin/a.json'), '{}');
    await heard.first('a.json');
  });

  test('and what changes in another is not', async () => {
    const open = new Heard('open');
    const history = new Heard('history');
    fs.writeFileSync(file('open/a.json'), '{}');
    fs.writeFileSync(file('history/b.json'), '{}');
    await Promise.all([open.first('a.json'), history.first('b.json')]);
    expect([open.names.includes('b.json'), history.names.includes('a.json')]).toEqual([false, false]);
  });
});

test('who has stopped hears nothing more', async () => {
  const stopped = new Heard('open');
  const other = new Heard('open');
  stopped.stop();
  stopped.stop();
  fs.writeFileSync(file('open/a.json'), '{}');
  await other.first('a.json');
  expect(stopped.names).toEqual([]);
});

// Windows neither needs nor allows that a folder is flushed.
test.runIf(process.platform !== 'win32')(
  'a folder that comes to be with it is on the disk, with its name',
  () => {
    vi.mocked(fs.fsyncSync).mockClear();
    vi.mocked(fs.openSync).mockClear();
    new Heard('open').stop();
    const names = vi.mocked(fs.openSync).mock.calls.map(([name]) => path.relative(root, name.toString()));
    expect(names).toEqual(['', '..']);
    expect(vi.mocked(fs.fsyncSync).mock.calls).toHaveLength(2);
    new Heard('open').stop();
    expect(vi.mocked(fs.fsyncSync).mock.calls).toHaveLength(2);
  },
);

describe('a folder that cannot be watched', () => {
  test('since it cannot be made throws nothing', () => {
    fs.writeFileSync(root, 'no folder');
    const heard = new Heard('open');
    heard.stop();
    expect([heard.names, fs.readFileSync(root, 'utf8')]).toEqual([[], 'no folder']);
  });

  test('since the system has no more watchers throws nothing', () => {
    vi.mocked(fs.watch).mockImplementationOnce(() => {
      throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' });
    });
    const heard = new Heard('open');
    heard.stop();
    expect(heard.names).toEqual([]);
  });

  test('any longer is left, and nothing is thrown', () => {
    const heard = new Heard('open');
    const watcher = vi.mocked(fs.watch).mock.results[0]?.value as fs.FSWatcher;
    let isClosed = false;
    watcher.on('close', () => {
      isClosed = true;
    });
    watcher.emit('error', new Error('EPERM'));
    heard.stop();
    return vi.waitUntil(() => isClosed);
  });
});

test('a watcher keeps no process from ending', () => {
  new Heard('open').stop();
  expect(vi.mocked(fs.watch).mock.calls[0]?.[1]).toMatchObject({ persistent: false });
});

test('a window sees on a real disk what another one does', async () => {
  const [one, another] = ['one', 'another'].map(
    () => new RecordBook(new RecordStore(folderDisk(root)), watchFolder(root), () => undefined),
  );
  onTestFinished(() => {
    one?.dispose();
    another?.dispose();
  });
  const seen = (shelf: Shelf): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (another?.list(shelf).length === 1) {
          end?.();
          resolve();
        }
      };
      const end = another?.onDidChange(look);
      look();
    });
  await another?.load();
  await one?.write(sampleRecord());
  await seen('open');
  await one?.close('sample');
  await seen('history');
  expect([another?.list('open'), another?.list('history')]).toEqual([[], [sampleRecord()]]);
});
