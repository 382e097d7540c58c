import { edited } from '../replies.ts';
import { afterwards, type Effect, type Switch } from './switch.ts';

/** The catalogue's entry for the model; its list is left alone. */
export const catalogueFaults = {
  'price-missing': entry('The price is missing.', () => ({ base_price_usd: undefined })),
  'price-null': entry('The price is null.', () => ({ base_price_usd: null })),
  'price-string': entry('The price is a string.', () => ({ base_price_usd: '0.005' })),
  'price-negative': entry('The price is negative.', () => ({ base_price_usd: -0.5 })),
  'price-doubled': entry('The price has doubled.', (price) => ({ base_price_usd: price * 2 })),
  'price-unit-unknown': entry('The price is for a unit that nobody knows.', () => ({
    price_unit: 'megapixel',
  })),
  'schema-missing': entry('There is no schema.', () => ({ input_schema: undefined })),
  'schema-strange': entry('The schema requires another field, of type float.', () => ({
    required_inputs: ['prompt', 'strength'],
    input_schema: {
      type: 'object',
      required: ['prompt', 'strength'],
      properties: { prompt: { type: 'string' }, strength: { type: 'float', default: null } },
    },
  })),
} as const satisfies Record<string, Switch>;

function entry(sentence: string, changes: (price: number) => Record<string, unknown>): Switch {
  const effect: Effect = afterwards((reply, visit) => edited(reply, changes(visit.priceUsd)));
  return { endpoints: ['catalogue'], sentence, effect };
}
