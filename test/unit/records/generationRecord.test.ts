import { describe, expect, test } from 'vitest';
import {
  generationRecord,
  isInsertion,
  isSettled,
  pictureOf,
  versionOf,
} from '../../../src/records/generationRecord.ts';
import { parseRecord, writtenRecord } from '../../../src/records/recordFile.ts';
import { failure, sampleRecord, showing, states, storedPicture } from './sampleRecord.ts';
import { writtenRecords } from './writtenRecords.ts';

const record = sampleRecord();

function storedWith(change: object): object {
  return { step: 'stored', requestId: 'job-1', pictures: [{ ...storedPicture, ...change }], cost: null };
}

/** What came later has a value that is safe for what was written before it. */
function withLaterFields(text: string): unknown {
  const read = JSON.parse(text) as { delivery: { kind: string; progress?: unknown } };
  if (read.delivery.kind !== 'insert') {
    return read;
  }
  const { progress, ...delivery } = read.delivery;
  return { ...read, delivery: { ...delivery, embedPrompt: true, progress } };
}

function isRead(value: unknown): boolean {
  return generationRecord.safeParse(value).success;
}

describe('what was written is read', () => {
  test.each(states)('a record that is $step', (state) => {
    expect(generationRecord.parse({ ...record, state })).toEqual({ ...record, state });
  });

  test.each([
    { step: 'pending' },
    { step: 'begun', picture: 'file:///w/fox.png', markup: '![](fox.png)' },
    { step: 'done', picture: 'file:///w/fox.png' },
  ])('a delivery that is $step', (progress) => {
    expect(isRead({ ...record, delivery: { ...record.delivery, progress } })).toBe(true);
  });

  test.each([null, 'file:///w/docs/a.md'])('a delivery to the gallery, from the document %s', (document) => {
    const delivery = { kind: 'show', document };
    expect(generationRecord.parse({ ...record, delivery })).toEqual({ ...record, delivery });
  });

  test.each([
    ['that waits', { paused: { kind: 'noCredit' } }],
    ['that is in the bin', { deletedAt: '2026-03-05T08:00:00.000Z' }],
    ['with a saved file', { saved: [{ index: 1, file: 'file:///w/fox.png', sha256: '0'.repeat(64) }] }],
    ['whose bytes were dropped', { state: storedWith({ path: null }) }],
    ['with a deleted picture', { state: storedWith({ deletedAt: '2026-03-05T08:00:00.000Z' }) }],
  ])('a record %s', (_, change) => {
    expect(generationRecord.parse({ ...record, ...change })).toEqual({ ...record, ...change });
  });
});

describe('what is on people’s disks since version 1 is read for ever', () => {
  test.each(Object.entries(writtenRecords))('a record %s', (_, text) => {
    const read = parseRecord(Buffer.from(text));
    const record = withLaterFields(text);
    expect(read).toEqual({ outcome: 'read', record });
    expect(read.outcome === 'read' ? parseRecord(writtenRecord(read.record)) : null).toEqual(read);
    // What had those fields already is written as it was, letter for letter.
    const written = read.outcome === 'read' ? Buffer.from(writtenRecord(read.record)).toString() : null;
    expect(written).toBe(JSON.stringify(record, null, 2));
  });

  test('a field that a later release added, and this one does not know, is no damage', () => {
    const [text = ''] = Object.values(writtenRecords);
    const more = { ...(JSON.parse(text) as object), mood: 'good' };
    expect(parseRecord(Buffer.from(JSON.stringify(more)))).toEqual({
      outcome: 'read',
      record: withLaterFields(text),
    });
  });

  test.each([3, 17])('what version %i has put there is left to it', (version) => {
    const text = JSON.stringify({ ...record, version, state: { step: 'dreaming' } });
    expect(parseRecord(Buffer.from(text))).toEqual({ outcome: 'newer' });
  });

  test.each(['', '{', 'null', '[]', '{"version":1}', '{"version":0}', '{"version":"2"}'])(
    'and %j is damaged',
    (text) => {
      expect(parseRecord(Buffer.from(text))).toEqual({ outcome: 'damaged' });
    },
  );
});

test('a record bears the first version that has its shape, so that older windows know it', () => {
  const filling = { target: 'fox.png', file: 'file:///w/fox.png' };
  const { delivery } = record;
  expect(versionOf(delivery)).toBe(1);
  expect(versionOf(showing)).toBe(1);
  expect(delivery.kind === 'insert' && versionOf({ ...delivery, position: filling })).toBe(2);
});

describe('what is no record is not taken for one', () => {
  test.each(Object.keys(record))('without its %s', (key) => {
    expect(isRead({ ...record, [key]: undefined })).toBe(false);
  });

  test.each(states.flatMap((state) => Object.keys(state).map((key) => [state.step, key, state] as const)))(
    'as %s without its %s',
    (_, key, state) => {
      expect(isRead({ ...record, state: { ...state, [key]: undefined } })).toBe(false);
    },
  );

  test.each([
    ['another version', { version: 3 }],
    ['a version that is no number', { version: '1' }],
    ['an id that is a path', { id: '../fox' }],
    ['no time of its making', { createdAt: '4 March 2026' }],
    ['a step that is not known', { state: { step: 'dreaming' } }],
    ['a failure that is not known', { state: { step: 'rejected', failure: { kind: 'mood' } } }],
    ['an acceptance at no time', { state: { step: 'accepted', requestId: 'job-1', acceptedAt: 'now' } }],
    ['no place', { delivery: { ...record.delivery, place: null } }],
    ['a place before the document', { delivery: { ...record.delivery, place: { start: -1 } } }],
    ['a delivery that is not known', { delivery: { kind: 'send' } }],
    ['a delivery to the gallery that says of no document', { delivery: { kind: 'show' } }],
    ['a reason to wait that is not known', { paused: { kind: 'mood' } }],
    ['a saved file with half a hash', { saved: [{ index: 1, file: 'a', sha256: '00' }] }],
    ['a saved file of picture number nothing', { saved: [{ index: 0, file: 'a', sha256: '0'.repeat(64) }] }],
    ['a deletion at no time', { deletedAt: 'yesterday' }],
    ['a picture that was deleted at no time', { state: storedWith({ deletedAt: 'yesterday' }) }],
    ['a picture outside the store', { state: storedWith({ path: 'pictures/../../fox.png' }) }],
  ])('with %s', (_, change) => {
    expect(isRead({ ...record, ...change })).toBe(false);
  });
});

describe('what is half a record is not taken for one', () => {
  const saved = { index: 1, file: 'file:///w/fox.png', sha256: '0'.repeat(64) };

  test.each(Object.keys(storedPicture))('with a picture without its %s', (key) => {
    expect(isRead({ ...record, state: storedWith({ [key]: undefined }) })).toBe(false);
  });

  // What came later is not missed.
  const old = Object.keys(record.delivery).filter((key) => key !== 'embedPrompt');

  test.each(old)('with a delivery without its %s', (key) => {
    expect(isRead({ ...record, delivery: { ...record.delivery, [key]: undefined } })).toBe(false);
  });

  test.each(Object.keys(saved))('with a saved file without its %s', (key) => {
    expect(isRead({ ...record, saved: [saved] })).toBe(true);
    expect(isRead({ ...record, saved: [{ ...saved, [key]: undefined }] })).toBe(false);
  });
});

describe('success is never read without what it stands for', () => {
  test('stored without a picture', () => {
    expect(isRead({ ...record, state: { ...states[4], pictures: [] } })).toBe(false);
  });

  test('stored with a picture of no size', () => {
    const pictures = [{ ...storedPicture, byteLength: 0 }];
    expect(isRead({ ...record, state: { ...states[4], pictures } })).toBe(false);
  });

  test('finished without an address of a picture', () => {
    expect(isRead({ ...record, state: { ...states[3], pictureUrls: [] } })).toBe(false);
  });
});

test('the details of a failure are not kept: they may be text of the server', () => {
  const state = { step: 'rejected', failure: { ...failure, detail: 'secret' } };
  expect(generationRecord.parse({ ...record, state }).state).toEqual({ step: 'rejected', failure });
});

describe('a record is settled', () => {
  const settledSteps = ['rejected', 'failed', 'cancelled'];

  test.each(states)('or not, when it is $step', (state) => {
    const isOver = settledSteps.includes(state.step);
    expect(isSettled(sampleRecord({ state }))).toBe(isOver);
    expect(isSettled(sampleRecord({ state, delivery: showing }))).toBe(isOver || state.step === 'stored');
  });

  test.each([
    [{ step: 'pending' }, false],
    [{ step: 'begun', picture: 'file:///w/fox.png', markup: '![](fox.png)' }, false],
    [{ step: 'done', picture: 'file:///w/fox.png' }, true],
    [{ step: 'overtaken' }, true],
  ] as const)('when its picture stands in the document: %j', (progress, isOver) => {
    const stored = sampleRecord({ state: states[4]! });
    const delivery = isInsertion(stored) ? { ...stored.delivery, progress } : stored.delivery;
    expect(isSettled({ ...stored, delivery })).toBe(isOver);
  });
});

test('a record goes into a document, or is shown', () => {
  expect([isInsertion(record), isInsertion(sampleRecord({ delivery: showing }))]).toEqual([true, false]);
});

test('a picture is found by its index, where it is stored', () => {
  const second = { ...storedPicture, index: 2 };
  const pictures = [storedPicture, second];
  const stored = sampleRecord({ state: { step: 'stored', requestId: 'job-1', pictures, cost: null } });
  expect([pictureOf(stored, 1), pictureOf(stored, 2), pictureOf(stored, 3)]).toEqual([
    storedPicture,
    second,
    null,
  ]);
  expect(pictureOf(record, 1)).toBeNull();
});
