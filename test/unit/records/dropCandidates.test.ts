import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dropCandidates } from '../../../src/records/dropCandidates.ts';
import type { GenerationRecord, SavedFile, StoredPicture } from '../../../src/records/generationRecord.ts';
import { sampleRecord, states, storedPicture } from './sampleRecord.ts';

const hash = (letter: string): string => letter.repeat(64);

interface Sample {
  readonly id: string;
  readonly pictures: readonly Partial<StoredPicture>[];
  readonly saved?: readonly Partial<SavedFile>[];
}

function recordWith({ id, pictures, saved = [] }: Sample): GenerationRecord {
  const all = pictures.map((each, at) => ({
    ...storedPicture,
    path: `pictures/${id}-${at + 1}.png`,
    index: at + 1,
    byteLength: 100,
    sha256: hash('a'),
    ...each,
  }));
  const state = { step: 'stored', requestId: 'job-1', pictures: all, cost: null } as const;
  const file = `file:///w/${id}.png`;
  return {
    ...sampleRecord({ id, state }),
    saved: saved.map((each) => ({ index: 1, file, sha256: hash('a'), ...each })),
  };
}

function candidates(...records: readonly GenerationRecord[]): unknown[] {
  return dropCandidates(records).candidates.map(({ record, picture }) => [record.id, picture.index]);
}

describe('bytes that can be dropped', () => {
  test('are those of a picture that was saved', () => {
    const record = recordWith({ id: 'fox', pictures: [{}, {}], saved: [{}] });
    expect(dropCandidates([record])).toEqual({
      total: 200,
      candidates: [{ record, picture: record.state.step === 'stored' ? record.state.pictures[0] : null }],
    });
  });

  test.each([
    ['no picture that was never saved', { id: 'fox', pictures: [{}] }],
    ['none of which only another picture was saved', { id: 'fox', pictures: [{}], saved: [{ index: 2 }] }],
    ['none that were dropped', { id: 'fox', pictures: [{ path: null }], saved: [{}] }],
  ] satisfies readonly [string, Sample][])('are those of %s', (_, sample) => {
    expect(candidates(recordWith(sample))).toEqual([]);
  });

  test('are those of a picture that was saved with its origin told in the file', () => {
    const record = recordWith({ id: 'fox', pictures: [{}], saved: [{ sha256: hash('b') }] });
    expect(candidates(record)).toEqual([['fox', 1]]);
  });

  test('are those of a picture that was saved again and again, once', () => {
    const saved = [{ sha256: hash('b') }, {}, { file: 'file:///w/again.png' }];
    expect(candidates(recordWith({ id: 'fox', pictures: [{}], saved }))).toEqual([['fox', 1]]);
  });

  test('come in the order in which the records were made, the oldest first', () => {
    const [one, two, three] = ['1', '2', '3'].map((id) =>
      recordWith({ id, pictures: [{}, {}], saved: [{ index: 2 }, {}] }),
    );
    expect(candidates(three!, one!, two!)).toEqual([
      ['1', 1],
      ['1', 2],
      ['2', 1],
      ['2', 2],
      ['3', 1],
      ['3', 2],
    ]);
  });
});

describe('the bytes that are kept', () => {
  test('are counted whether they can be dropped or not, and those that were dropped are not', () => {
    const saved = recordWith({ id: 'fox', pictures: [{ byteLength: 10 }], saved: [{}] });
    const notSaved = recordWith({ id: 'hare', pictures: [{ byteLength: 7 }, { byteLength: 5, path: null }] });
    expect(dropCandidates([saved, notSaved]).total).toBe(17);
  });

  test.each(states.filter(({ step }) => step !== 'stored'))(
    'are none where there is no picture: $step',
    (state) => {
      expect(dropCandidates([sampleRecord({ state })])).toEqual({ total: 0, candidates: [] });
    },
  );
});

test('whatever was saved, no bytes are a candidate but those of a picture that was saved', () => {
  const sha256 = fc.constantFrom(hash('a'), hash('b'));
  const sample = fc.record({
    id: fc.stringMatching(/^[0-9]{4}$/),
    pictures: fc.array(
      fc.record({
        sha256,
        byteLength: fc.integer({ min: 1, max: 9 }),
        path: fc.constantFrom(null, 'pictures/a-1.png'),
      }),
      { minLength: 1, maxLength: 4 },
    ),
    saved: fc.array(fc.record({ sha256, index: fc.integer({ min: 1, max: 4 }) }), { maxLength: 6 }),
  });
  fc.assert(
    fc.property(fc.array(sample, { maxLength: 6 }), (samples) => {
      const records = samples.map(recordWith);
      const { total, candidates: found } = dropCandidates(records);
      const all = records.flatMap((record) =>
        record.state.step === 'stored' ? record.state.pictures.map((picture) => ({ record, picture })) : [],
      );
      const kept = all.filter(({ picture }) => picture.path !== null);
      expect(total).toBe(kept.reduce((sum, { picture }) => sum + picture.byteLength, 0));
      const safe = kept.filter(({ record, picture }) =>
        record.saved.some(({ index }) => index === picture.index),
      );
      expect(new Set(found.map(({ picture }) => picture))).toEqual(
        new Set(safe.map(({ picture }) => picture)),
      );
      const ids = found.map(({ record }) => record.id);
      expect([found.length, ids]).toEqual([safe.length, ids.toSorted()]);
    }),
  );
});
