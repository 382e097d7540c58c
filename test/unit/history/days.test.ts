import { expect, test } from 'vitest';
import { Days } from '../../../src/history/days.ts';
import { entriesOf } from '../../../src/history/entries.ts';
import { sampleRecord, storedPicture } from '../records/sampleRecord.ts';

const pictures = [storedPicture, { ...storedPicture, index: 2 }];
const state = { step: 'stored', requestId: 'job', pictures, cost: null } as const;
const entries = entriesOf(
  ['2026-03-04T23:30:00.000Z', '2026-03-04T00:10:00.000Z', '2026-03-03T23:50:00.000Z'].map(
    (createdAt, at) => ({ ...sampleRecord({ id: `${9 - at}`, state }), createdAt }),
  ),
);

test.each([
  ['UTC', ['2026-03-04', 4], ['2026-03-03', 2]],
  ['Asia/Kathmandu', ['2026-03-05', 2], ['2026-03-04', 4]],
  ['America/New_York', ['2026-03-04', 2], ['2026-03-03', 4]],
])('a day is one of the person, in %s', (timeZone, ...expected) => {
  const counts = new Days(timeZone).counts(entries);
  expect(counts.map(({ date, count }) => [date, count])).toEqual(expected);
});
