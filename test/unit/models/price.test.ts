import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { estimate } from '../../../src/models/price.ts';

const one = { numImages: 1 };
const four = { numImages: 4 };

describe('what an order costs by the catalogue', () => {
  test.each(['output', 'outputs', 'image', 'images', 'per_image', 'per image', 'Image', 'OUTPUT', null])(
    'is the price for each picture where it is for each: %j',
    (priceUnit) => {
      expect(estimate({ priceUsd: 0.25, priceUnit }, [one, four])).toBe(1.25);
    },
  );

  test.each(['request', 'second', 'megapixel', ''])(
    'is the price for each request where its unit is another: %j',
    (priceUnit) => {
      expect(estimate({ priceUsd: 0.25, priceUnit }, [one, four])).toBe(0.5);
    },
  );

  test('is nothing where the price is nothing', () => {
    expect(estimate({ priceUsd: 0, priceUnit: 'image' }, [four])).toBe(0);
  });

  test('is nothing for nothing', () => {
    expect(estimate({ priceUsd: 0.25, priceUnit: 'image' }, [])).toBe(0);
  });

  test.each([null, { priceUsd: null, priceUnit: 'image' }, { priceUsd: null, priceUnit: null }])(
    'is not invented where the catalogue does not say: %j',
    (entry) => {
      expect(estimate(entry, [one])).toBeNull();
    },
  );

  test('of several is what each costs together', () => {
    const requests = fc.array(fc.record({ numImages: fc.integer({ min: 1, max: 4 }) }));
    const entry = fc.record({
      priceUsd: fc.integer({ min: 0, max: 100 }),
      priceUnit: fc.constantFrom('image', 'request', null),
    });
    fc.assert(
      fc.property(entry, requests, (known, order) => {
        const each = order.map((request) => estimate(known, [request]) ?? NaN);
        expect(estimate(known, order)).toBe(each.reduce((sum, cost) => sum + cost, 0));
      }),
    );
  });
});
