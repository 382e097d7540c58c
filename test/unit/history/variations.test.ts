import { expect, test } from 'vitest';
import { variationGrid, variationOrders } from '../../../src/history/variations.ts';
import type { GenerationRecord } from '../../../src/records/generationRecord.ts';
import { sampleRecord } from '../records/sampleRecord.ts';

type Request = GenerationRecord['request'];

/** The records of one order, newest first, as the history has them. */
function ordered(id: string, requests: readonly Partial<Request>[]): GenerationRecord[] {
  const records = requests.map((request, at) => {
    const record = sampleRecord({ id: `${id}-${at}` });
    return {
      ...record,
      order: { id, index: at + 1, count: requests.length },
      request: { ...record.request, ...request },
    };
  });
  return records.toReversed();
}

function idsOf(records: readonly GenerationRecord[], order: string): (string | null)[][] | undefined {
  return variationGrid(records, order)?.cells.map((row) => row.map((cell) => cell?.id ?? null));
}

test('one setting that differs is a row', () => {
  const records = ordered('steps', [
    { numInferenceSteps: 4 },
    { numInferenceSteps: 8 },
    { numInferenceSteps: 16 },
  ]);
  expect(variationGrid(records, 'steps')).toMatchObject({
    columns: [{ numInferenceSteps: 4 }, { numInferenceSteps: 8 }, { numInferenceSteps: 16 }],
    rows: [{}],
  });
  expect(idsOf(records, 'steps')).toEqual([['steps-0', 'steps-1', 'steps-2']]);
});

test('seeds lie across, and what else differs lies down', () => {
  const sizes = ['square', 'landscape_4_3'] as const;
  const settings = sizes.flatMap((imageSize) =>
    [4, 8].flatMap((numInferenceSteps) => [1, 2].map((seed) => ({ imageSize, numInferenceSteps, seed }))),
  );
  const records = ordered('all', settings);
  expect(variationGrid(records, 'all')).toMatchObject({
    columns: [{ seed: 1 }, { seed: 2 }],
    rows: [
      { imageSize: 'square', numInferenceSteps: 4 },
      { imageSize: 'square', numInferenceSteps: 8 },
      { imageSize: 'landscape_4_3', numInferenceSteps: 4 },
      { imageSize: 'landscape_4_3', numInferenceSteps: 8 },
    ],
  });
  expect(idsOf(records, 'all')?.flat()).toEqual(settings.map((_, at) => `all-${at}`));
});

test('the place of one that is known no more stays empty', () => {
  const settings = [1, 2].flatMap((seed) => [4, 8].map((numInferenceSteps) => ({ seed, numInferenceSteps })));
  const records = ordered('order', settings).filter(({ id }) => id !== 'order-1');
  expect(idsOf(records, 'order')).toEqual([
    ['order-0', 'order-2'],
    [null, 'order-3'],
  ]);
});

test('different prompts, and the same request again, are no variations', () => {
  const records = [
    ...ordered('prompts', [
      { prompt: 'a fox', seed: 1 },
      { prompt: 'an owl', seed: 2 },
    ]),
    ...ordered('same', [{}, {}]),
    ...ordered('alone', [{}]),
    ...ordered('seeds', [{ seed: 1 }, { seed: 2 }]),
  ];
  expect([...variationOrders(records)]).toEqual(['seeds']);
  expect(variationGrid(records, 'prompts')).toBeNull();
  expect(variationGrid(records, 'same')).toBeNull();
  expect(variationGrid(records, 'alone')).toBeNull();
});
