import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { resultReading, statusReading } from '../../../src/runcomfy/readings.ts';

const id = 'job-1';
const picture = 'https://files.runcomfy.net/1.png';
const output = { images: [picture] };

function read(value: Record<string, unknown>): { outcome: 'read'; value: Record<string, unknown> } {
  return { outcome: 'read', value };
}

describe('a status', () => {
  test.each([
    [
      { status: 'in_queue', queue_position: 3 },
      { state: 'queued', place: 3 },
    ],
    [
      { status: 'in_queue', queue_position: 0 },
      { state: 'queued', place: 0 },
    ],
    [
      { status: 'in_queue', queue_position: '4' },
      { state: 'queued', place: 4 },
    ],
    [{ status: 'in_queue' }, { state: 'queued', place: null }],
    [
      { status: 'in_queue', queue_position: null },
      { state: 'queued', place: null },
    ],
    [
      { status: 'in_queue', queue_position: -1 },
      { state: 'queued', place: null },
    ],
    [
      { status: 'in_queue', queue_position: 1.5 },
      { state: 'queued', place: null },
    ],
    [
      { status: 'in_queue', queue_position: '' },
      { state: 'queued', place: null },
    ],
    [
      { status: 'in_queue', queue_position: true },
      { state: 'queued', place: null },
    ],
    [{ status: 'in_progress', queue_position: 0 }, { state: 'running' }],
    [{ status: 'fulfilled' }, { state: 'running' }],
    [{ status: 'completed' }, { state: 'finished' }],
    [{ status: 'succeeded', output }, { state: 'finished' }],
    [{ status: 'cancelled' }, { state: 'cancelled' }],
    [
      { status: 'failed', error: 'why' },
      { state: 'failed', failure: { kind: 'jobFailed', detail: 'why' } },
    ],
  ])('%j', (value, reading) => {
    expect(statusReading(read({ request_id: id, ...value }), id)).toEqual(reading);
    expect(statusReading(read(value), id)).toEqual(reading);
  });

  test.each([
    {},
    { status: '' },
    { status: 3 },
    { status: null },
    { status: { length: { toString: 'no function' } } },
    { request_id: 'job-2', status: 'failed' },
    { request_id: 'job-2', status: 'completed' },
    { request_id: '', status: 'cancelled' },
  ])('that is none, or of another request, says nothing: %j', (value) => {
    for (const reading of [statusReading(read(value), id), resultReading(read(value), id)]) {
      expect(reading).toMatchObject({ state: 'unclear', failure: { kind: 'unreadableAnswer' } });
    }
  });
});

describe('a result', () => {
  test.each(['succeeded', 'completed', 'success', 'COMPLETED'])(
    'of a job that is done (%s) has its pictures',
    (status) => {
      expect(resultReading(read({ request_id: id, status, output, cost: 0.005 }), id)).toEqual({
        state: 'succeeded',
        pictureUrls: [picture],
        cost: 0.005,
      });
    },
  );

  test.each([
    [0, 0],
    ['0.005', 0.005],
    [undefined, null],
    [null, null],
    [-1, null],
    ['cheap', null],
    ['', null],
    [true, null],
    [{ amount: 1 }, null],
  ])('with the cost %j costs %j', (cost, expected) => {
    const reading = resultReading(read({ status: 'succeeded', output, cost }), id);
    expect(reading).toMatchObject({ state: 'succeeded', cost: expected });
  });

  test('that names a picture elsewhere than in its output has none', () => {
    const reading = resultReading(
      read({ status: 'succeeded', input: { image_url: picture }, images: [picture] }),
      id,
    );
    expect(reading).toEqual({ state: 'succeeded', pictureUrls: [], cost: null });
  });

  test.each(['in_queue', 'in_progress', 'failed', 'cancelled', 'fulfilled'])(
    'of a job that is not done well (%s) says what its status would, though there is an output',
    (status) => {
      const value = { request_id: id, status, output, error: 'why', queue_position: 2 };
      expect(resultReading(read(value), id)).toEqual(statusReading(read(value), id));
    },
  );

  test('that is not ready is of a job that runs', () => {
    expect(resultReading({ outcome: 'notReady' }, id)).toEqual({ state: 'running' });
  });
});

test.each([
  ['CUDA out of memory', 'CUDA out of memory'],
  [{ code: 'nsfw' }, '{"code":"nsfw"}'],
  [undefined, '"no reason given"'],
  [null, '"no reason given"'],
  ['x'.repeat(1000), 'x'.repeat(300)],
])('the error of a job that failed is kept for the log: %j', (error, detail) => {
  expect(resultReading(read({ status: 'failed', error }), id)).toEqual({
    state: 'failed',
    failure: { kind: 'jobFailed', detail },
  });
});

test('a read that failed says nothing about the job, and when to ask again', () => {
  const failed = { outcome: 'failed', detail: 'why', code: null, refused: false, retryAfter: 7_000 } as const;
  expect(statusReading({ ...failed, kind: 'rateLimited' }, id)).toEqual({
    state: 'unclear',
    failure: { kind: 'rateLimited', detail: 'why' },
    retryAfter: 7_000,
  });
  // A read brings no input that could be refused.
  expect(statusReading({ ...failed, kind: 'inputRefused' }, id)).toMatchObject({
    failure: { kind: 'unreadableAnswer' },
  });
});

test('whatever an answer holds, it is read without falling over, and another request never decides', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.string(), fc.jsonValue()),
      fc.jsonValue(),
      fc.jsonValue(),
      (rest, status, results) => {
        const value = {
          ...rest,
          status,
          output: results,
          error: results,
          cost: results,
          queue_position: results,
        };
        statusReading(read(value), id);
        resultReading(read(value), id);
        expect(resultReading(read({ ...value, request_id: 'job-2' }), id).state).toBe('unclear');
      },
    ),
  );
});

test('a place of 200,000 digits that is none is read in linear time', { timeout: 20_000 }, () => {
  const answer = read({ status: 'in_queue', queue_position: `${'1'.repeat(200_000)}x` });
  expect(statusReading(answer, id)).toEqual({ state: 'queued', place: null });
});
