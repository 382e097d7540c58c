import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import type { FailureKind } from '../../../src/failure.ts';
import { downloadPictures } from '../../../src/generation/downloadPictures.ts';
import type { Download, Reading } from '../../../src/generation/service.ts';
import { RecordStore } from '../../../src/records/recordStore.ts';
import { MemoryDisk } from '../records/memoryDisk.ts';
import { FakeService, onePixel } from './fakeService.ts';
import { VirtualClock } from './virtualClock.ts';

type Downloaded = Awaited<ReturnType<typeof downloadPictures>>;

const never = new AbortController().signal;
const whole: Download = { outcome: 'bytes', bytes: onePixel };
const cut: Download = { outcome: 'bytes', bytes: onePixel.subarray(0, -1) };

let clock: VirtualClock;
let service: FakeService;
let disk: MemoryDisk;
let asked: unknown[];
/** How much had been asked when the record was put down, if the disk had not taken it. */
let putDown: number[];

beforeEach(begin);

function begin(): void {
  clock = new VirtualClock();
  service = new FakeService(clock);
  disk = new MemoryDisk();
  asked = [];
  putDown = [];
  service.onCall = (_, argument) => {
    asked.push(argument);
  };
}

function failing(kind: FailureKind, retryAfter: number | null = null): Download {
  return { outcome: 'failed', failure: { kind, detail: '' }, retryAfter };
}

function fresh(...pictureUrls: string[]): Reading {
  return { state: 'succeeded', pictureUrls, cost: null };
}

function download(pictureUrls: string[], downloads: Download[]): Promise<Downloaded> {
  service.answers.download.push(...downloads);
  const state = { step: 'finished', requestId: 'job-1', pictureUrls, cost: null } as const;
  const beforeRead = (): Promise<void> => {
    putDown.push(asked.length);
    return Promise.resolve();
  };
  const tools = { service, journal: new RecordStore(disk), clock, random: () => 0, beforeRead };
  return clock.finish(downloadPictures('fox', state, tools, never));
}

describe('pictures are brought to the disk', () => {
  test('side by side, with what their bytes say', async () => {
    const sha256 = createHash('sha256').update(onePixel).digest('hex');
    const shared = {
      count: 2,
      type: 'png',
      width: 1,
      height: 1,
      byteLength: onePixel.length,
      sha256,
      deletedAt: null,
    };
    expect(await download(['a', 'b'], [])).toEqual({
      outcome: 'stored',
      pictures: [
        { ...shared, path: 'pictures/fox-1.png', index: 1 },
        { ...shared, path: 'pictures/fox-2.png', index: 2 },
      ],
    });
    expect(asked).toEqual(['a', 'b']);
  });

  test('with the type of their bytes, not that of their address', async () => {
    expect(await download(['https://files.example.com/fox.webp'], [])).toMatchObject({
      pictures: [{ type: 'png', path: 'pictures/fox-1.png' }],
    });
  });
});

describe('a picture that cannot be had', () => {
  test('is asked for again, at the address that the result has now', async () => {
    service.answers.readResult.push(fresh('a2', 'b2'));
    expect(await download(['a', 'b'], [failing('pictureUnavailable')])).toMatchObject({ outcome: 'stored' });
    expect(asked).toEqual(['a', 'b', 'job-1', 'a2']);
  });

  test('is never asked for before what the disk did not take was put down once more', async () => {
    await download(['a', 'b'], [failing('pictureUnavailable')]);
    expect(asked).toEqual(['a', 'b', 'job-1', 'a']);
    expect(putDown).toEqual([0, 0, 2]);
  });

  test.each([
    ['is not there', { state: 'unclear', failure: { kind: 'timedOut', detail: '' }, retryAfter: null }],
    ['names fewer pictures', fresh()],
    ['says that it runs', { state: 'running' }],
  ] as const satisfies readonly [string, Reading][])(
    'is asked for again at its old address where the result %s',
    async (_, result) => {
      service.answers.readResult.push(result);
      expect(await download(['a'], [cut])).toMatchObject({ outcome: 'stored' });
      expect(asked).toEqual(['a', 'job-1', 'a']);
    },
  );

  test('is asked for six times, later each time, and then left to a later run', async () => {
    const downloads = Array.from({ length: 6 }, () => failing('connectionLost'));
    expect(await download(['a'], downloads)).toMatchObject({
      outcome: 'paused',
      failure: { kind: 'connectionLost' },
    });
    expect(service.calls.filter((call) => call === 'download')).toHaveLength(6);
    expect(clock.waits).toEqual([750, 1500, 3000, 6000, 12_000]);
  });

  test('is asked for again when the server asked for it', async () => {
    await download(['a'], [failing('rateLimited', 70_000)]);
    expect(clock.waits).toEqual([70_000]);
  });

  test('is too large: it is not asked for again', async () => {
    expect(await download(['a'], [failing('pictureTooLarge')])).toMatchObject({
      outcome: 'paused',
      failure: { kind: 'pictureTooLarge' },
    });
    expect(asked).toEqual(['a']);
  });

  test('has a bad address: the result is asked for a better one, once', async () => {
    service.answers.readResult.push(fresh('b'));
    expect(await download(['a'], [failing('pictureElsewhere')])).toMatchObject({ outcome: 'stored' });
    expect(asked).toEqual(['a', 'job-1', 'b']);
    begin();
    service.answers.readResult.push(fresh('b'));
    const downloads = [failing('pictureElsewhere'), failing('pictureElsewhere')];
    expect(await download(['a'], downloads)).toMatchObject({
      outcome: 'paused',
      failure: { kind: 'pictureElsewhere' },
    });
    expect(asked).toEqual(['a', 'job-1', 'b']);
  });

  test('has more pixels than are taken: it is not asked for again', async () => {
    const bomb = Buffer.from(onePixel);
    bomb.writeUInt32BE(100_000, 16);
    bomb.writeUInt32BE(100_000, 20);
    expect(await download(['a'], [{ outcome: 'bytes', bytes: bomb }])).toMatchObject({
      outcome: 'paused',
      failure: { kind: 'pictureTooLarge' },
    });
    expect(asked).toEqual(['a']);
  });

  test('is not stored, and the others of its job are', async () => {
    const fiveMore = Array.from({ length: 5 }, () => cut);
    expect(await download(['a', 'b', 'c'], [whole, cut, whole, ...fiveMore])).toMatchObject({
      outcome: 'paused',
      failure: { kind: 'pictureUnusable' },
    });
    expect(disk.paths('pictures').toSorted()).toEqual(['pictures/fox-1.png', 'pictures/fox-3.png']);
  });
});

test('a disk that takes no picture is told, and the service is not asked for it again', async () => {
  disk.before = () => {
    throw new Error('ENOSPC');
  };
  expect(await download(['a'], [])).toMatchObject({ outcome: 'paused', failure: { kind: 'notStored' } });
  expect(asked).toEqual(['a']);
});

test('whatever comes, nothing but whole pictures is stored, and success means all of them', async () => {
  const coming = fc.constantFrom<Download>(
    whole,
    cut,
    { outcome: 'bytes', bytes: new Uint8Array() },
    failing('pictureUnavailable'),
    failing('timedOut', 5000),
    failing('pictureElsewhere'),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 4 }),
      fc.array(coming, { maxLength: 20 }),
      async (count, downloads) => {
        begin();
        const addresses = Array.from({ length: count }, (_, at) => `${at}`);
        const result = await download(addresses, downloads);
        const stored = disk.paths('pictures').toSorted();
        expect(stored.every((path) => disk.text(path) === onePixel.toString())).toBe(true);
        expect(stored.length === count).toBe(result.outcome === 'stored');
        expect(result.outcome === 'stored' ? result.pictures.map(({ path }) => path) : stored).toEqual(
          stored,
        );
      },
    ),
    { numRuns: 300 },
  );
});
