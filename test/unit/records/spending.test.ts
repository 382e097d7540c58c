import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { GenerationRecord, GenerationState } from '../../../src/records/generationRecord.ts';
import { spendingOf } from '../../../src/records/spending.ts';
import { anyRecord } from './anyRecord.ts';
import { failure, sampleRecord, states, storedPicture } from './sampleRecord.ts';

const nothing = { told: 0, estimated: 0, unknown: 0 };

function stored(cost: number | null): GenerationState {
  return { step: 'stored', requestId: 'job-1', pictures: [storedPicture], cost };
}

function finished(cost: number | null): GenerationState {
  return { step: 'finished', requestId: 'job-1', pictureUrls: ['https://files.example.com/1.png'], cost };
}

function spending(
  list: readonly GenerationState[],
  price: number | null = null,
): ReturnType<typeof spendingOf> {
  return spendingOf(
    list.map((state) => sampleRecord({ state })),
    () => price,
  );
}

test('before anything was ordered nothing was spent', () => {
  expect(spending([], 1)).toEqual(nothing);
});

describe('a picture', () => {
  test.each([
    ['whose cost was told costs that, whatever the catalogue says', stored(0.5), 2, { told: 0.5 }],
    ['that was told to cost nothing costs nothing', stored(0), 2, {}],
    ['whose cost was not told costs about what the catalogue says', stored(null), 2, { estimated: 2 }],
    ['that is free by the catalogue costs about nothing', stored(null), 0, {}],
    ['without cost and price costs what nobody knows', stored(null), null, { unknown: 1 }],
    ['that is still with the service costs what was told', finished(0.5), 2, { told: 0.5 }],
    ['that is still with the service is not estimated', finished(null), 2, {}],
  ] as const)('%s', (_, state, price, expected) => {
    expect(spending([state], price)).toEqual({ ...nothing, ...expected });
  });
});

describe('a job without a picture', () => {
  test.each([
    { step: 'failed', requestId: 'job-1', failure },
    { step: 'unknown', failure },
    { step: 'cancelled', requestId: 'job-1' },
  ] as const)('that the service may have been paid for is never guessed: $step', (state) => {
    expect(spending([state], 2)).toEqual({ ...nothing, unknown: 1 });
  });

  test.each([
    { step: 'intended' },
    { step: 'rejected', failure },
    { step: 'cancelled', requestId: null },
  ] as const)('that was certainly not paid for costs nothing: $step', (state) => {
    expect(spending([state], 2)).toEqual(nothing);
  });

  test.each([
    { step: 'submitting' },
    { step: 'accepted', requestId: 'job-1', acceptedAt: '2026-03-04T05:06:07.000Z' },
  ] as const)('that is under way is not counted yet: $step', (state) => {
    expect(spending([state], 2)).toEqual(nothing);
  });
});

test('of several, each is counted once and for what it is', () => {
  const prices = [0.25, null];
  const list = [stored(0.5), stored(null), stored(null), ...states.filter(({ step }) => step === 'failed')];
  const records = list.map((state, at) => sampleRecord({ id: `${at}`, state }));
  const price = ({ id }: GenerationRecord): number | null => prices[Number(id) - 1] ?? null;
  expect(spendingOf(records, price)).toEqual({ told: 0.5, estimated: 0.25, unknown: 2 });
});

test('whatever the records are, told, estimated and unknown are never mixed up', () => {
  const cost = fc.option(fc.integer({ min: 0, max: 1000 }));
  const priced = fc.array(fc.tuple(anyRecord, cost, cost), { maxLength: 12 });
  fc.assert(
    fc.property(priced, (list) => {
      const prices = new Map<GenerationRecord, number | null>();
      let told = 0;
      let estimated = 0;
      let unknown = 0;
      for (const [record, ownCost, price] of list) {
        const { state } = record;
        const hasCost = state.step === 'stored' || state.step === 'finished';
        const each = hasCost ? { ...record, state: { ...state, cost: ownCost } } : record;
        prices.set(each, price);
        const isKnown = hasCost && ownCost !== null;
        told += isKnown ? ownCost : 0;
        estimated += state.step === 'stored' && !isKnown ? (price ?? 0) : 0;
        const isLost =
          state.step === 'failed' ||
          state.step === 'unknown' ||
          (state.step === 'cancelled' && state.requestId !== null) ||
          (state.step === 'stored' && !isKnown && price === null);
        unknown += isLost ? 1 : 0;
      }
      const all = [...prices.keys()];
      expect(spendingOf(all, (record) => prices.get(record) ?? null)).toEqual({ told, estimated, unknown });
    }),
  );
});

test('the catalogue is asked only for what was not told', () => {
  const asked: string[] = [];
  const records = [...states, stored(null)].map((state, at) => sampleRecord({ id: `${at}`, state }));
  spendingOf(records, ({ id }) => {
    asked.push(id);
    return 1;
  });
  expect(asked).toEqual([`${states.length}`]);
});
