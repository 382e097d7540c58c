import { expect, test } from 'vitest';
import type { RunOutcome } from '../../../src/generation/outcome.ts';
import { describeOutcome } from '../../../src/orders/describeOutcome.ts';
import { storedPicture } from '../records/sampleRecord.ts';

const failure = { kind: 'serviceFailure', detail: '503, upstream' } as const;
const state = { step: 'stored', requestId: 'job-1', pictures: [storedPicture], cost: null } as const;

test.each<[RunOutcome, string]>([
  [{ outcome: 'rejected', failure }, 'rejected, serviceFailure: 503, upstream'],
  [{ outcome: 'unknown', failure }, 'unknown, serviceFailure: 503, upstream'],
  [{ outcome: 'failed', failure }, 'failed, serviceFailure: 503, upstream'],
  [{ outcome: 'paused', failure }, 'paused, serviceFailure: 503, upstream'],
  [{ outcome: 'notRecorded', failure: new Error('ENOSPC') }, 'not recorded, not sent: Error: ENOSPC'],
  [{ outcome: 'stored', state: { ...state, pictures: [storedPicture] } }, 'stored'],
  [{ outcome: 'cancelled', sent: true }, 'cancelled'],
  [{ outcome: 'suspended' }, 'suspended'],
])('the log has what a person asks for who sends it in: %j', (outcome, line) => {
  expect(describeOutcome(outcome)).toBe(line);
});
