import { beforeEach, expect, test } from 'vitest';
import { RecordStore } from '../../../src/records/recordStore.ts';
import { Thumbnails } from '../../../src/records/thumbnails.ts';
import { MemoryDisk } from './memoryDisk.ts';
import { sampleRecord, storedPicture } from './sampleRecord.ts';

const stored = { step: 'stored', requestId: 'job', cost: null } as const;

const picture = { generation: '20260304-a', index: 2 };
const path = 'thumbnails/20260304-a-2.webp';
let disk: MemoryDisk;
let thumbnails: Thumbnails;

/** The smallest lossless WebP of a width and a height. */
function webp(width: number, height: number): Uint8Array {
  const bytes = Buffer.alloc(26);
  bytes.write('RIFF', 0);
  bytes.writeUInt32LE(18, 4);
  bytes.write('WEBPVP8L', 8);
  bytes.writeUInt32LE(6, 16);
  bytes.writeUInt8(0x2f, 20);
  bytes.writeUInt32LE((width - 1) | ((height - 1) << 14), 21);
  return bytes;
}

beforeEach(async () => {
  disk = new MemoryDisk();
  thumbnails = new Thumbnails(disk);
  await thumbnails.load();
});

test('a small copy is kept, found again by the next window, and dropped', async () => {
  expect(await thumbnails.keep(picture, webp(640, 480))).toBe(true);
  expect(thumbnails.pathOf(picture)).toBe(path);
  const next = new Thumbnails(disk);
  expect(next.pathOf(picture)).toBeNull();
  await next.load();
  expect(next.pathOf(picture)).toBe(path);
  await next.drop(picture);
  expect(next.pathOf(picture)).toBeNull();
  expect(disk.paths('thumbnails')).toEqual([]);
});

test.each([
  ['nothing', new Uint8Array()],
  ['a page', new TextEncoder().encode('<script>alert(1)</script>')],
  ['half a picture', webp(640, 480).subarray(0, 22)],
  ['a picture that is not small', webp(4000, 4000)],
  ['more than a small copy has', Buffer.concat([webp(640, 480), Buffer.alloc(600_000)])],
])('%s is kept as no small copy', async (_, bytes) => {
  expect(await thumbnails.keep(picture, bytes)).toBe(false);
  expect(thumbnails.pathOf(picture)).toBeNull();
  expect(disk.paths('thumbnails')).toEqual([]);
});

test('with a record that is removed for good its small copies go, and no others', async () => {
  const record = sampleRecord({
    id: '20260304-a',
    state: { ...stored, pictures: [{ ...storedPicture, index: 2 }] },
  });
  const store = new RecordStore(disk);
  await store.write(record, 'bin');
  await thumbnails.keep(picture, webp(64, 64));
  await thumbnails.keep({ generation: '20260305-b', index: 2 }, webp(64, 64));
  await store.removeForGood(record);
  expect(disk.paths('thumbnails')).toEqual(['thumbnails/20260305-b-2.webp']);
});
