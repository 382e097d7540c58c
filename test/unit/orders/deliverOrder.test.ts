import { beforeEach, describe, expect, test } from 'vitest';
import type { Download, Reading } from '../../../src/generation/service.ts';
import { isSamePicture } from '../../../src/images/samePicture.ts';
import { deliverOrder } from '../../../src/orders/deliverOrder.ts';
import type { Delivered, Ended } from '../../../src/orders/orderResult.ts';
import type { GenerationRecord, StateAt } from '../../../src/records/generationRecord.ts';
import { hashOf } from '../../../src/records/recordStore.ts';
import { jobFailed, lost, onePixel } from '../generation/fakeService.ts';
import { storedPicture } from '../records/sampleRecord.ts';
import type { OrderWindow } from './orderWindow.ts';
import { OrdersWorld, otherPage, page } from './ordersWorld.ts';

let world: OrdersWorld;
let window: OrderWindow;

beforeEach(() => {
  world = new OrdersWorld();
  window = world.open();
});

/** A stored picture that waits for its document; the service still has its job. */
async function leaveStored(
  id: string,
  { document = page, at = 0, isInStore = true, path = `pictures/${id}-1.png` as string | null } = {},
): Promise<Ended> {
  const { requestId } = await world.leaveAccepted({ id });
  const picture = { ...storedPicture, path, sha256: 'a'.repeat(64) };
  const state: StateAt<'stored'> = { step: 'stored', requestId, pictures: [picture], cost: null };
  const record = world.leave({ id, state, insert: { document, at } });
  if (isInStore) {
    world.disk.put(`pictures/${id}-1.png`, onePixel);
  }
  await world.clock.pass(10_000);
  return { record, outcome: { outcome: 'stored', state } };
}

function deliver(...ended: Ended[]): Promise<Delivered[]> {
  return world.clock.finish(deliverOrder(ended, window.tools));
}

function brief(delivered: readonly Delivered[]): string[] {
  return delivered.map((each) => {
    const { id } = each.outcome === 'pictureGone' ? each.record : each.waiting.record;
    return `${id} ${each.outcome}${each.outcome === 'notInserted' ? `, ${each.why}` : ''}`;
  });
}

function progressOf(record: GenerationRecord | null): string | null {
  return record?.delivery.kind === 'insert' ? record.delivery.progress.step : null;
}

test('a picture that came into its document is put down as saved there', async () => {
  expect(brief(await deliver(await leaveStored('a')))).toEqual(['a inserted']);
  const file = 'file:///w/images/picture-0-of-file-w-page-md.png';
  const bytes = world.documents.files.get(file) ?? new Uint8Array();
  expect(isSamePicture(bytes, onePixel)).toBe(true);
  expect(world.record('a')).toMatchObject({
    delivery: { progress: { step: 'done', picture: file } },
    saved: [{ index: 1, file, sha256: hashOf(bytes) }],
  });
});

test('how far it is stands on disk before the document is touched', async () => {
  const ended = await leaveStored('a');
  const apply = window.documents.apply.bind(window.documents);
  let before: GenerationRecord | null = null;
  window.documents.apply = (edit) => {
    before = world.record('a');
    return apply(edit);
  };
  await deliver(ended);
  expect(before).toMatchObject({ delivery: { progress: { step: 'begun' } }, saved: [] });
});

test('nothing is put anywhere of what is not stored here, or was ordered for the gallery', async () => {
  const inserted = await leaveStored('a');
  const shown = world.leave({ id: 'b', state: inserted.record.state });
  const delivered = await deliver(
    { record: inserted.record, outcome: { outcome: 'suspended' } },
    { record: shown, outcome: inserted.outcome },
  );
  expect([delivered, world.pictures(page)]).toEqual([[], []]);
});

describe('what goes wrong with one document', () => {
  beforeEach(() => {
    const apply = window.documents.apply.bind(window.documents);
    window.documents.apply = (edit) =>
      edit.document.uri === page ? Promise.reject(new Error('EROFS')) : apply(edit);
  });

  test('keeps no other from its pictures, and is told', async () => {
    const broken = await leaveStored('a', { at: 0 });
    const brokenToo = await leaveStored('b', { at: 1 });
    const whole = await leaveStored('c', { document: otherPage });
    expect(brief(await deliver(broken, brokenToo, whole))).toEqual([
      'a notInserted, notEditable',
      'b notInserted, notEditable',
      'c inserted',
    ]);
    expect(window.log).toEqual([`Nothing could be put into ${page}: Error: EROFS`]);
  });
});

describe('where the disk does not take it', () => {
  test('that an insertion begins, the document is not touched', async () => {
    const ended = await leaveStored('a');
    world.failAt('replace', 'open/');
    expect(brief(await deliver(ended))).toEqual(['a notInserted, notEditable']);
    expect(world.pictures(page)).toEqual([]);
  });

  test('that it is done, it is true all the same', async () => {
    const ended = await leaveStored('a');
    const apply = window.documents.apply.bind(window.documents);
    window.documents.apply = (edit) => {
      world.failAt('replace', 'open/');
      return apply(edit);
    };
    expect(brief(await deliver(ended))).toEqual(['a inserted']);
    expect(window.log).toEqual(['The insertion of a could not be put down: Error: EIO']);
    expect(progressOf(world.record('a'))).toBe('begun');
  });
});

describe('a picture that is gone from the store', () => {
  test.each([
    ['its file', { isInStore: false }],
    ['its name', { path: null }],
  ])('is fetched again, where %s is gone', async (_, gone) => {
    const ended = await leaveStored('a', gone);
    world.service.calls.length = 0;
    expect(brief(await deliver(ended))).toEqual(['a inserted']);
    expect(world.service.calls).toEqual(['readResult', 'download']);
    const state = world.record('a')?.state;
    const path = state?.step === 'stored' ? state.pictures[0]?.path : null;
    expect(world.disk.files.has(path ?? '')).toBe(true);
    expect(state).toMatchObject({ pictures: [{ width: 1, height: 1, byteLength: onePixel.length }] });
    expect(window.log).toEqual(['The stored picture of a is gone']);
  });

  test('is fetched again where it cannot be read', async () => {
    const ended = await leaveStored('a');
    world.failAt('read', 'pictures/', 1);
    expect(brief(await deliver(ended))).toEqual(['a inserted']);
    expect(window.log).toEqual([
      'A stored picture could not be read: Error: EIO',
      'The stored picture of a is gone',
    ]);
  });

  test.each<[string, Reading[], Download[]]>([
    ['has it no more', [{ state: 'failed', failure: jobFailed }], []],
    ['names no picture', [{ state: 'succeeded', pictureUrls: [], cost: null }], []],
    ['does not give it', [], [{ outcome: 'failed', failure: lost, retryAfter: null }]],
    ['gives something else', [], [{ outcome: 'bytes', bytes: Buffer.from('<html>') }]],
  ])('is told where the service %s', async (_, readings, downloads) => {
    const gone = await leaveStored('a', { isInStore: false });
    const there = await leaveStored('b', { at: 1 });
    world.service.answers.readResult.push(...readings);
    world.service.answers.download.push(...downloads);
    expect(brief(await deliver(gone, there))).toEqual(['a pictureGone', 'b inserted']);
    expect(progressOf(world.record('a'))).toBe('pending');
    expect(window.log).toEqual(['The stored picture of a is gone']);
  });

  test('is told where the disk does not take it, or loses it again', async () => {
    const ended = await leaveStored('a', { isInStore: false });
    world.failAt('replace', 'pictures/');
    expect(brief(await deliver(ended))).toEqual(['a pictureGone']);
    expect(window.log).toContain('The picture of a could not be downloaded again: Error: EIO');
    world.failAt('read', 'pictures/');
    expect(brief(await deliver(ended))).toEqual(['a pictureGone']);
  });
});
