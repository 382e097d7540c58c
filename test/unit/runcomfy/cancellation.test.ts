import { expect, test } from 'vitest';
import { cancellationOf } from '../../../src/runcomfy/cancellation.ts';

test.each([
  [{ status: 'cancelled', outcome: 'cancelled' }, 'cancelled'],
  [{ status: 'canceled', outcome: 'canceled' }, 'cancelled'],
  [{ outcome: 'cancelled' }, 'cancelled'],
  [{ status: 'cancelled' }, 'cancelled'],
  [{ status: 'cancelled', outcome: 'cancellation_requested' }, 'cancelled'],
  [{ status: 'cancelled', outcome: 'not_cancellable' }, 'cancelled'],
  [{ status: 'in_queue', outcome: 'cancelled' }, 'cancelled'],
  [{ status: 'in_progress', outcome: 'not_cancellable' }, 'tooLate'],
  [{ status: 'completed', outcome: 'not_cancellable' }, 'tooLate'],
  [{ outcome: 'not_cancellable' }, 'tooLate'],
  // What the documentation shows cannot be both.
  [{ status: 'completed', outcome: 'cancelled' }, 'unknown'],
  [{ status: 'failed', outcome: 'cancelled' }, 'unknown'],
  [{ status: 'cancellation_requested', outcome: 'cancellation_requested' }, 'unknown'],
  [{ status: 'in_queue', outcome: 'perhaps' }, 'unknown'],
  [{ status: 7, outcome: null }, 'unknown'],
  [{}, 'unknown'],
] as const)('%j means %s', (value, outcome) => {
  expect(cancellationOf({ outcome: 'read', value })).toMatchObject({ outcome });
});

test('an answer that failed says nothing, and why', () => {
  const failed = {
    outcome: 'failed',
    kind: 'serviceFailure',
    detail: 'why',
    code: null,
    refused: false,
    retryAfter: null,
  } as const;
  expect(cancellationOf(failed)).toEqual({
    outcome: 'unknown',
    failure: { kind: 'serviceFailure', detail: 'why' },
  });
  expect(cancellationOf({ outcome: 'notReady' })).toEqual({ outcome: 'unknown', failure: null });
});
