import fc from 'fast-check';
import type { Download, Reading } from '../../../src/generation/service.ts';
import type { Decision } from '../../../src/orders/decisions.ts';
import { lost, type Course, type Fate } from '../generation/fakeService.ts';

/** Windows by their number: the first two are on one workspace, the third is on another. */
export const windowCount = 3;
export const documentCount = 2;
export const paragraphCount = 6;

/** What happens to the world, one thing after the other. Numbers that are too large count from the start again. */
export type Step =
  | {
      readonly does: 'order';
      readonly window: number;
      /** Null: for the gallery. */
      readonly document: number | null;
      readonly paragraphs: readonly number[];
      readonly numImages: number;
    }
  | {
      readonly does: 'press';
      readonly window: number;
      readonly decision: Decision;
      readonly record: number;
      /** A hand that trembles, or a button in another window. */
      readonly again: 'no' | 'here' | 'elsewhere';
    }
  | { readonly does: 'cancelOrder'; readonly window: number; readonly order: number }
  | { readonly does: 'kill'; readonly window: number }
  | { readonly does: 'sleep' | 'wake' | 'close' | 'focus' | 'newToken'; readonly window: number }
  | {
      readonly does: 'open';
      readonly window: number;
      readonly diesAt: { readonly step: number; readonly moment: 'before' | 'within' | 'after' } | null;
    }
  | { readonly does: 'pass' | 'jump'; readonly milliseconds: number }
  | { readonly does: 'course'; readonly course: Course }
  | { readonly does: 'fates'; readonly submit: readonly Fate[]; readonly cancel: readonly Fate[] }
  | {
      readonly does: 'answers';
      readonly status: readonly Reading[];
      readonly result: readonly Reading[];
      readonly download: readonly Download[];
    }
  /** So many operations of the disk go well, then so many fail: all of them, or those that write. */
  | {
      readonly does: 'disk';
      readonly after: number;
      readonly failing: number;
      readonly moment: 'before' | 'after';
      readonly kind: 'all' | 'writes';
    }
  | {
      readonly does: 'edit';
      readonly document: number;
      readonly edit: 'line' | 'removeParagraph' | 'delete' | 'close';
      readonly at: number;
    };

const window = fc.nat({ max: windowCount - 1 });
const moment = fc.constantFrom('before' as const, 'within', 'after');

const unclear: fc.Arbitrary<Reading> = fc.record({
  state: fc.constant('unclear' as const),
  failure: fc.constantFrom(
    lost,
    { kind: 'rateLimited', detail: '' } as const,
    { kind: 'serviceFailure', detail: '' } as const,
    { kind: 'tokenRefused', detail: '' } as const,
    { kind: 'requestUnknown', detail: '' } as const,
  ),
  retryAfter: fc.constantFrom(null, 10_000),
});

const noPicture: Reading = { state: 'succeeded', pictureUrls: [], cost: null };

const badDownload = fc.constantFrom<Download>(
  { outcome: 'failed', failure: lost, retryAfter: null },
  { outcome: 'failed', failure: { kind: 'pictureUnavailable', detail: '' }, retryAfter: 2000 },
  { outcome: 'bytes', bytes: new Uint8Array([1, 2, 3]) },
);

const fates = fc.array(fc.constantFrom<Fate>('answered', 'refused', 'lostBefore', 'lostAfter'), {
  maxLength: 3,
});

const order: fc.Arbitrary<Step> = fc.record({
  does: fc.constant('order' as const),
  window,
  document: fc.option(fc.nat({ max: documentCount - 1 }), { nil: null }),
  paragraphs: fc.uniqueArray(fc.nat({ max: paragraphCount - 1 }), { minLength: 1, maxLength: 3 }),
  numImages: fc.integer({ min: 1, max: 2 }),
});

const press: fc.Arbitrary<Step> = fc.record({
  does: fc.constant('press' as const),
  window,
  decision: fc.constantFrom<Decision>(
    'cancel',
    'discard',
    'dismiss',
    'keepWaiting',
    'remove',
    'sendNow',
    'submitAgain',
    'tryAgain',
    'tryAgain',
  ),
  record: fc.nat({ max: 20 }),
  again: fc.constantFrom('no' as const, 'here' as const, 'elsewhere' as const),
});

const open: fc.Arbitrary<Step> = fc.record({
  does: fc.constant('open' as const),
  window,
  diesAt: fc.option(fc.record({ step: fc.nat({ max: 60 }), moment }), { nil: null }),
});

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: order },
  { weight: 7, arbitrary: press },
  {
    weight: 1,
    arbitrary: fc.record({ does: fc.constant('cancelOrder' as const), window, order: fc.nat({ max: 3 }) }),
  },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('kill' as const), window }) },
  {
    weight: 4,
    arbitrary: fc.record({
      does: fc.constantFrom(
        'sleep' as const,
        'wake' as const,
        'close' as const,
        'focus' as const,
        'newToken' as const,
      ),
      window,
    }),
  },
  { weight: 4, arbitrary: open },
  {
    weight: 7,
    arbitrary: fc.record({
      does: fc.constantFrom('pass' as const, 'pass' as const, 'jump' as const),
      milliseconds: fc.constantFrom(0, 1, 700, 3000, 20_000, 70_000, 40 * 60_000),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      does: fc.constant('course' as const),
      course: fc.record({
        queuedFor: fc.nat({ max: 20_000 }),
        runningFor: fc.nat({ max: 20_000 }),
        ending: fc.constantFrom('succeeded' as const, 'succeeded' as const, 'failed' as const),
      }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ does: fc.constant('fates' as const), submit: fates, cancel: fates }) },
  {
    weight: 2,
    arbitrary: fc.record({
      does: fc.constant('answers' as const),
      status: fc.array(unclear, { maxLength: 3 }),
      result: fc.array(fc.oneof(unclear, fc.constant(noPicture)), { maxLength: 3 }),
      download: fc.array(badDownload, { maxLength: 4 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constant('disk' as const),
      after: fc.nat({ max: 25 }),
      failing: fc.constantFrom(1, 1, 2, 5, 40),
      moment: fc.constantFrom('before' as const, 'after' as const),
      kind: fc.constantFrom('all' as const, 'writes' as const),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constant('edit' as const),
      document: fc.nat({ max: documentCount - 1 }),
      edit: fc.constantFrom(
        'line' as const,
        'line' as const,
        'removeParagraph' as const,
        'delete' as const,
        'close' as const,
      ),
      at: fc.nat({ max: 20 }),
    }),
  },
);

export const steps: fc.Arbitrary<Step[]> = fc.array(step, { minLength: 3, maxLength: 25 });
