import { expect, test } from 'vitest';
import { entriesOf } from '../../../src/history/entries.ts';
import { sampleRecord, states, storedPicture } from '../records/sampleRecord.ts';

test('the newest come first, those of one generation in their own order, and the deleted not at all', () => {
  const deletedAt = '2026-03-04T05:06:07Z';
  const pictures = [storedPicture, { ...storedPicture, index: 2, deletedAt }, { ...storedPicture, index: 3 }];
  const several = { step: 'stored', requestId: 'job', pictures, cost: null } as const;
  const records = [
    sampleRecord({ id: '20260101-a', state: several }),
    sampleRecord({ id: '20260102-b', state: { ...several, pictures: [storedPicture] } }),
  ];
  expect(entriesOf(records).map(({ record, picture }) => `${record.id} ${picture.index}`)).toEqual([
    '20260102-b 1',
    '20260101-a 1',
    '20260101-a 3',
  ]);
});

test('what has no picture is in no gallery', () => {
  const without = states.filter(({ step }) => step !== 'stored');
  expect(entriesOf(without.map((state) => sampleRecord({ state })))).toEqual([]);
});
