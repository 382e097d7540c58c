import fc from 'fast-check';
import { failureKinds } from '../../../src/failure.ts';
import { pictureTypes } from '../../../src/images/checkPicture.ts';
import { imageSizeNames, outputFormats } from '../../../src/models/zImageTurbo.ts';
import type { GenerationRecord, GenerationState } from '../../../src/records/generationRecord.ts';

/** Everything that JSON can carry over, lone halves of characters included. */
const text = fc.string({ unit: 'binary', maxLength: 30 });
const requestId = text;
const time = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());
const failure = fc.record({ kind: fc.constantFrom(...failureKinds) });
const cost = fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0));
const offset = fc.nat();
const positive = fc.integer({ min: 1 });
const sha256 = fc.string({ minLength: 64, maxLength: 64 });

const picture = fc.record({
  path: fc.option(fc.stringMatching(/^pictures\/[A-Za-z0-9-]+\.[a-z]+$/)),
  index: positive,
  count: positive,
  type: fc.constantFrom(...pictureTypes),
  width: positive,
  height: positive,
  byteLength: positive,
  sha256,
  deletedAt: fc.option(time),
});

const anyState: fc.Arbitrary<GenerationState> = fc.oneof(
  fc.record({ step: fc.constant('intended' as const) }),
  fc.record({ step: fc.constant('submitting' as const) }),
  fc.record({ step: fc.constant('accepted' as const), requestId, acceptedAt: time }),
  fc.record({
    step: fc.constant('finished' as const),
    requestId,
    pictureUrls: fc.array(fc.webUrl(), { minLength: 1, maxLength: 4 }),
    cost,
  }),
  fc.record({
    step: fc.constant('stored' as const),
    requestId,
    pictures: fc.array(picture, { minLength: 1, maxLength: 4 }),
    cost,
  }),
  fc.record({ step: fc.constantFrom('rejected', 'unknown'), failure }),
  fc.record({ step: fc.constant('failed' as const), requestId, failure }),
  fc.record({ step: fc.constant('cancelled' as const), requestId: fc.option(requestId) }),
);

const anyInsertion = fc.record({
  kind: fc.constant('insert' as const),
  document: text,
  base: text,
  place: fc.record({ start: offset, end: offset, text, before: text, after: text }),
  position: fc.oneof(fc.constantFrom('after', 'replace'), fc.record({ target: text, file: fc.option(text) })),
  folder: text,
  fileName: text,
  embedPrompt: fc.boolean(),
  progress: fc.oneof(
    fc.constant({ step: 'pending' } as const),
    fc.record({ step: fc.constant('begun' as const), picture: text, markup: text }),
    fc.record({ step: fc.constant('done' as const), picture: text }),
    fc.constant({ step: 'overtaken' } as const),
  ),
});

export const anyRecord: fc.Arbitrary<GenerationRecord> = fc.record({
  version: fc.constantFrom(1, 2),
  id: fc.stringMatching(/^[A-Za-z0-9-]+$/),
  createdAt: time,
  order: fc.record({ id: text, index: positive, count: positive }),
  workspace: text,
  altText: text,
  apiBaseUrl: fc.webUrl(),
  request: fc.record({
    model: text,
    prompt: text,
    imageSize: fc.constantFrom(...imageSizeNames),
    numInferenceSteps: fc.integer(),
    seed: fc.maxSafeInteger(),
    numImages: fc.integer(),
    outputFormat: fc.constantFrom(...outputFormats),
  }),
  state: anyState,
  delivery: fc.oneof(
    fc.record({ kind: fc.constant('show' as const), document: fc.option(text) }),
    anyInsertion,
  ),
  paused: fc.option(failure),
  saved: fc.array(fc.record({ index: positive, file: text, sha256 }), { maxLength: 4 }),
  deletedAt: fc.option(time),
});
