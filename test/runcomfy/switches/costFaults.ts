import { edited } from '../replies.ts';
import { afterwards, type Effect, type Endpoint, type Switch } from './switch.ts';

const result: readonly Endpoint[] = ['result'];

export const costFaults = {
  'cost-late': {
    endpoints: result,
    sentence: 'The cost is not there yet, for as many reads as armed.',
    moment: 'finished, with cost asked for',
    effect: cost(undefined),
  },
  'cost-null': {
    endpoints: result,
    sentence: 'The cost is null.',
    moment: 'finished, with cost asked for',
    effect: cost(null),
  },
  'cost-string': {
    endpoints: result,
    sentence: 'The cost is a string.',
    moment: 'finished, with cost asked for',
    effect: cost('0.005'),
  },
  'cost-negative': {
    endpoints: result,
    sentence: 'The cost is negative.',
    moment: 'finished, with cost asked for',
    effect: cost(-1),
  },
  'cost-object': {
    endpoints: result,
    sentence: 'The cost is an object.',
    moment: 'finished, with cost asked for',
    effect: cost({ amount: 0.005, currency: 'USD' }),
  },
  'cost-unasked': {
    endpoints: result,
    sentence: 'The cost is there without having been asked for.',
    moment: 'finished, without cost asked for',
    effect: cost(0.005),
  },
} as const satisfies Record<string, Switch>;

function cost(value: unknown): Effect {
  return afterwards((reply) => edited(reply, { cost: value }));
}
