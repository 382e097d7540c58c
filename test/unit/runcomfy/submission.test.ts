import { describe, expect, test } from 'vitest';
import { failureKinds } from '../../../src/failure.ts';
import type { Answer } from '../../../src/runcomfy/answer.ts';
import { submissionOf } from '../../../src/runcomfy/submission.ts';

function read(value: Record<string, unknown>): Answer {
  return { outcome: 'read', value };
}

test.each([
  [{ request_id: '3f2a-b' }, '3f2a-b'],
  [{ request_id: 'A_b-9', status: 'in_queue', status_url: 'https://evil.example' }, 'A_b-9'],
  [{ request_id: 'x'.repeat(128) }, 'x'.repeat(128)],
])('an answer with an id is accepted: %j', (value, requestId) => {
  expect(submissionOf(read(value))).toEqual({ outcome: 'accepted', requestId });
});

test.each([
  {},
  { request_id: null },
  { request_id: '' },
  { request_id: 4_815 },
  { request_id: 'x'.repeat(129) },
  { request_id: '../../trap' },
  { request_id: 'a/b' },
  { request_id: 'a?b' },
  { request_id: 'a\n' },
  { request_id: 'ä' },
  { id: 'a', status: 'in_queue' },
])('an answer without an id that can be asked after may be paid for: %j', (value) => {
  expect(submissionOf(read(value))).toMatchObject({
    outcome: 'unknown',
    failure: { kind: 'unreadableAnswer' },
  });
});

test('an answer that is not ready may be paid for', () => {
  expect(submissionOf({ outcome: 'notReady' })).toMatchObject({ outcome: 'unknown' });
});

describe.each(failureKinds.filter((kind) => kind !== 'requestUnknown'))(
  'a submit that failed with %s',
  (kind) => {
    const failed = { outcome: 'failed', kind, detail: 'why', code: null, retryAfter: null } as const;

    test('is rejected where the service certainly did not take it', () => {
      const submission = submissionOf({ ...failed, refused: true });
      expect(submission).toEqual({ outcome: 'rejected', failure: { kind, detail: 'why' } });
    });

    test('is unknown where it may have', () => {
      const submission = submissionOf({ ...failed, refused: false });
      expect(submission).toEqual({ outcome: 'unknown', failure: { kind, detail: 'why' } });
    });
  },
);
