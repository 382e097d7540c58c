import fc from 'fast-check';
import { expect, test } from 'vitest';
import { failureKinds } from '../../src/failure.ts';
import { readAnswer, type Answer } from '../../src/runcomfy/answer.ts';
import { cancellationOf } from '../../src/runcomfy/cancellation.ts';
import { modelReading } from '../../src/runcomfy/modelReading.ts';
import { resultReading, statusReading } from '../../src/runcomfy/readings.ts';
import { submissionOf } from '../../src/runcomfy/submission.ts';
import { checkedBy } from '../../src/runcomfy/token.ts';
import { anyJson } from './json.ts';
import { law } from './law.ts';
import { anyText } from './texts.ts';

const token = 'token-of-a-person-0123456789';
const keys = [
  'request_id',
  'status',
  'queue_position',
  'output',
  'images',
  'image',
  'url',
  'cost',
  'outcome',
].concat([
  'error',
  'error_code',
  'error_message',
  'code',
  'message',
  'detail',
  'model_id',
  'base_price_usd',
  'price_unit',
  token,
]);

const anyBody = fc.oneof(
  { weight: 6, arbitrary: anyJson(keys).map((value) => JSON.stringify(value)) },
  { weight: 1, arbitrary: anyText },
  {
    weight: 2,
    arbitrary: fc
      .tuple(anyJson(keys), fc.nat(), fc.constantFrom('', token, '<html>', '"'))
      .map(([value, at, put]) => {
        const text = JSON.stringify(value);
        const cut = at % (text.length + 1);
        return text.slice(0, cut) + put + text.slice(cut + put.length);
      }),
  },
);

const anyAnswer = fc
  .record({
    status: fc.oneof(fc.constantFrom(200, 201, 400, 401, 403, 404, 422, 429, 500), fc.integer()),
    body: anyBody,
  })
  .map(({ status, body }) =>
    readAnswer({ outcome: 'answered', status, retryAfter: null, location: null, body }, token),
  );

const kinds: ReadonlySet<string> = new Set(failureKinds);

/** All that a station says of an answer. */
function readings(answer: Answer): unknown[] {
  return [
    answer,
    statusReading(answer, 'job-1'),
    resultReading(answer, 'job-1'),
    submissionOf(answer),
    cancellationOf(answer),
    modelReading(answer, 'a/b'),
    checkedBy(answer),
  ];
}

law(
  'whatever the service answers has a meaning, whose kinds are closed and without the token',
  500,
  anyAnswer,
  (answer) => {
    const said = JSON.stringify(readings(answer));
    expect(said).not.toContain(token);
    for (const [, kind] of said.matchAll(/"failure":\{"kind":"([^"]*)"/g)) {
      expect(kinds.has(kind ?? '')).toBe(true);
    }
    if (answer.outcome === 'failed') {
      expect(answer.detail.length).toBeLessThan(400);
    }
  },
);

law('only a request id that cannot change a path means accepted', 330, anyAnswer, (answer) => {
  const submission = submissionOf(answer);
  if (submission.outcome === 'accepted') {
    expect(submission.requestId).toMatch(/^[A-Za-z0-9_-]{1,128}$/);
  }
  if (submission.outcome === 'rejected') {
    expect(answer.outcome === 'failed' && answer.refused).toBe(true);
  }
});

law('what a result tells of pictures, places and money can be used', 500, anyAnswer, (answer) => {
  const reading = resultReading(answer, 'job-1');
  if (reading.state === 'succeeded') {
    expect(reading.pictureUrls.length).toBeLessThanOrEqual(16);
    expect(new Set(reading.pictureUrls).size).toBe(reading.pictureUrls.length);
    expect(reading.pictureUrls.every((url) => url.trim() === url && url !== '')).toBe(true);
    expect(reading.cost === null || (Number.isFinite(reading.cost) && reading.cost >= 0)).toBe(true);
  }
  if (reading.state === 'queued') {
    expect(reading.place === null || (Number.isSafeInteger(reading.place) && reading.place >= 0)).toBe(true);
  }
  const model = modelReading(answer, 'a/b');
  if (model.outcome === 'read') {
    const { priceUsd } = model.entry;
    expect(priceUsd === null || (Number.isFinite(priceUsd) && priceUsd >= 0)).toBe(true);
  }
});

/** Deep enough for any stack, and each depth on the way there. */
const depths = [500, 1_000, 2_000, 3_000, 4_000, 5_000, 6_000, 8_000, 10_000, 30_000, 300_000];

test.each(depths)('an answer of %i arrays or objects in each other has a meaning', (depth) => {
  for (const [opening, closing] of [
    ['[', ']'],
    ['{"a":', '}'],
  ] as const) {
    for (const [status, key] of [
      [500, 'x'],
      [200, 'error'],
    ] as const) {
      const body = `{"status":"failed","${key}":${opening.repeat(depth)}1${closing.repeat(depth)}}`;
      const exchanged = { outcome: 'answered', status, retryAfter: null, location: null, body } as const;
      expect(readings(readAnswer(exchanged, token))).toHaveLength(7);
    }
  }
});
