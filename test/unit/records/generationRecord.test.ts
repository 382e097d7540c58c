import { describe, expect, test } from 'vitest';
import { generationRecord } from '../../../src/records/generationRecord.ts';
import { failure, sampleRecord, states, storedPicture } from './sampleRecord.ts';

const record = sampleRecord();

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
    ['another version', { version: 2 }],
    ['a version that is no number', { version: '1' }],
    ['an id that is a path', { id: '../fox' }],
    ['no time of its making', { createdAt: '4 March 2026' }],
    ['a step that is not known', { state: { step: 'dreaming' } }],
    ['a failure that is not known', { state: { step: 'rejected', failure: { kind: 'mood' } } }],
    ['an acceptance at no time', { state: { step: 'accepted', requestId: 'job-1', acceptedAt: 'now' } }],
    ['no place', { delivery: { ...record.delivery, place: null } }],
    ['a place before the document', { delivery: { ...record.delivery, place: { start: -1 } } }],
  ])('with %s', (_, change) => {
    expect(isRead({ ...record, ...change })).toBe(false);
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
