import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { fetchAgain } from '../../../src/generation/fetchAgain.ts';
import type { Download, Reading } from '../../../src/generation/service.ts';
import type { StoredPicture } from '../../../src/records/generationRecord.ts';
import { RecordStore } from '../../../src/records/recordStore.ts';
import { MemoryDisk } from '../records/memoryDisk.ts';
import { storedPicture } from '../records/sampleRecord.ts';
import { FakeService, lost, onePixel } from './fakeService.ts';
import { VirtualClock } from './virtualClock.ts';

const second: StoredPicture = { ...storedPicture, path: null, index: 2, count: 2, type: 'webp' };
const state = {
  step: 'stored',
  requestId: 'job-1',
  pictures: [{ ...storedPicture, count: 2 }, second],
  cost: null,
} as const;
const both: Reading = { state: 'succeeded', pictureUrls: ['a', 'b'], cost: null };

let service: FakeService;
let disk: MemoryDisk;
let asked: unknown[];

beforeEach(() => {
  service = new FakeService(new VirtualClock());
  disk = new MemoryDisk();
  asked = [];
  service.onCall = (call, argument) => {
    asked.push([call, argument]);
  };
});

function fetch(index: number, result: Reading, download?: Download): Promise<StoredPicture | null> {
  service.answers.readResult.push(result);
  service.answers.download.push(...(download === undefined ? [] : [download]));
  return fetchAgain('fox', { ...state, pictures: [...state.pictures] }, index, {
    service,
    journal: new RecordStore(disk),
  });
}

describe('a picture that is gone from this computer', () => {
  test('is fetched by its place in the result, and is what its bytes say', async () => {
    expect(await fetch(2, both)).toEqual({
      path: 'pictures/fox-2.png',
      index: 2,
      count: 2,
      type: 'png',
      width: 1,
      height: 1,
      byteLength: onePixel.length,
      sha256: createHash('sha256').update(onePixel).digest('hex'),
      deletedAt: null,
    });
    expect(disk.text('pictures/fox-2.png')).toBe(onePixel.toString());
    expect(asked).toEqual([
      ['readResult', 'job-1'],
      ['download', 'b'],
    ]);
  });

  test.each([
    [
      'is known no more',
      { state: 'unclear', failure: { kind: 'requestUnknown', detail: '' }, retryAfter: null },
    ],
    ['has fewer pictures', { state: 'succeeded', pictureUrls: ['a'], cost: null }],
    ['has no pictures', { state: 'succeeded', pictureUrls: [], cost: null }],
    ['is said to have failed', { state: 'failed', failure: lost }],
    ['is said to run', { state: 'running' }],
  ] as const satisfies readonly [string, Reading][])('is not had where the job %s', async (_, result) => {
    expect([await fetch(2, result), disk.files.size]).toEqual([null, 0]);
    expect(asked).toEqual([['readResult', 'job-1']]);
  });

  test.each([
    [
      'is not given',
      { outcome: 'failed', failure: { kind: 'pictureUnavailable', detail: '' }, retryAfter: null },
    ],
    ['comes in half', { outcome: 'bytes', bytes: onePixel.subarray(0, -1) }],
    ['is nothing', { outcome: 'bytes', bytes: new Uint8Array() }],
    ['is a page of text', { outcome: 'bytes', bytes: Buffer.from('<html>404</html>') }],
  ] as const satisfies readonly [string, Download][])(
    'is not had where it %s, and nothing is stored',
    async (_, download) => {
      expect([await fetch(1, both, download), disk.files.size]).toEqual([null, 0]);
    },
  );

  test('and never was in the record is not stored', async () => {
    const three: Reading = { state: 'succeeded', pictureUrls: ['a', 'b', 'c'], cost: null };
    expect([await fetch(3, three), disk.files.size]).toEqual([null, 0]);
  });

  test('and that the disk does not take is not said to be there', async () => {
    disk.before = () => {
      throw new Error('ENOSPC');
    };
    await expect(fetch(1, both)).rejects.toThrow('ENOSPC');
  });

  test('is asked for once, and costs nothing', async () => {
    await fetch(1, both, { outcome: 'failed', failure: lost, retryAfter: null });
    expect(service.calls).toEqual(['readResult', 'download']);
  });
});
