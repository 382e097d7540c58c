import fc from 'fast-check';
import { expect, test } from 'vitest';
import { modelReading } from '../../../src/runcomfy/modelReading.ts';

const model = 'tongyi-mai/z-image/turbo';

function priceOf(value: Record<string, unknown>): unknown {
  const reading = modelReading({ outcome: 'read', value: { model_id: model, ...value } }, model);
  return reading.outcome === 'read' ? reading.entry.priceUsd : reading;
}

test('an entry has its price and what it is for', () => {
  const value = {
    model_id: model,
    base_price_usd: 0.005,
    price_unit: 'output',
    pricing_note: 'for each image',
  };
  expect(modelReading({ outcome: 'read', value }, model)).toEqual({
    outcome: 'read',
    entry: { priceUsd: 0.005, priceUnit: 'output' },
  });
});

test.each([
  [0, 0],
  [0.005, 0.005],
  ['0.005', 0.005],
  [' 5e-3 ', 0.005],
  ['.5', 0.5],
  ['2', 2],
])('the price %j is %j dollars', (base_price_usd, dollars) => {
  expect(priceOf({ base_price_usd })).toBe(dollars);
});

test.each([
  undefined,
  null,
  -0.5,
  '-0.5',
  '',
  ' ',
  'free',
  '$0.005',
  '0.005 USD',
  '0,005',
  '0x10',
  '1e999',
  'Infinity',
  'NaN',
  Number.POSITIVE_INFINITY,
  Number.NaN,
  true,
  [0.005],
  { amount: 0.005 },
])('the price %j is none', (base_price_usd) => {
  expect(priceOf({ base_price_usd })).toBeNull();
});

const noLength = { length: { toString: 'no function' } };

test.each([undefined, null, '', '  ', 7, ['output'], noLength])('the unit %j is none', (price_unit) => {
  expect(modelReading({ outcome: 'read', value: { price_unit } }, model)).toMatchObject({
    entry: { priceUnit: null },
  });
});

test('the entry of another model is not read', () => {
  const value = { model_id: 'someone/else', base_price_usd: 9 };
  expect(modelReading({ outcome: 'read', value }, model)).toMatchObject({
    outcome: 'failed',
    failure: { kind: 'unreadableAnswer' },
  });
});

test('what failed says why: not found is the model', () => {
  const failed = { outcome: 'failed', detail: 'why', code: null, refused: true, retryAfter: null } as const;
  expect(modelReading({ ...failed, kind: 'requestUnknown' }, model)).toEqual({
    outcome: 'failed',
    failure: { kind: 'modelUnavailable', detail: 'why' },
  });
  expect(modelReading({ ...failed, kind: 'timedOut' }, model)).toMatchObject({
    failure: { kind: 'timedOut' },
  });
  expect(modelReading({ outcome: 'notReady' }, model)).toMatchObject({
    failure: { kind: 'unreadableAnswer' },
  });
});

test('whatever an entry holds, its price is none or an amount', () => {
  const price = fc.oneof(fc.jsonValue(), fc.double().map(String), fc.string());
  fc.assert(
    fc.property(price, (base_price_usd) => {
      const read = priceOf({ base_price_usd });
      expect(read === null || (typeof read === 'number' && Number.isFinite(read) && read >= 0)).toBe(true);
    }),
  );
});
