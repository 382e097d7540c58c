import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { classify, isCertainRefusal } from '../../../src/runcomfy/classify.ts';

describe('the kind of a failed answer', () => {
  test.each([
    [400001, 'modelUnavailable'],
    [400002, 'noCredit'],
    [400004, 'tokenRefused'],
    [401001, 'tokenRefused'],
    [403001, 'forbidden'],
    [403003, 'forbidden'],
    [404001, 'requestUnknown'],
    [422001, 'inputRefused'],
    [429001, 'rateLimited'],
    [402007, 'noCredit'],
    [500001, 'serviceFailure'],
    [503002, 'serviceFailure'],
    [400999, 'inputRefused'],
  ] as const)('is told by the code %i, whatever the HTTP status', (code, kind) => {
    expect([200, 400, 404, 429, 500].map((status) => classify(status, code))).toEqual(Array(5).fill(kind));
  });

  test.each([
    [400, 'inputRefused'],
    [401, 'tokenRefused'],
    [402, 'noCredit'],
    [403, 'forbidden'],
    [404, 'requestUnknown'],
    [410, 'requestUnknown'],
    [407, 'proxyRefused'],
    [408, 'timedOut'],
    [413, 'inputRefused'],
    [422, 'inputRefused'],
    [425, 'serviceFailure'],
    [429, 'rateLimited'],
    [500, 'serviceFailure'],
    [504, 'serviceFailure'],
    [511, 'unreadableAnswer'],
    [520, 'serviceFailure'],
    [307, 'unreadableAnswer'],
    [204, 'unreadableAnswer'],
  ] as const)('is told by the HTTP status %i where there is no code', (status, kind) => {
    expect(classify(status, null)).toBe(kind);
    expect(classify(status, 7)).toBe(kind);
  });
});

describe('a refused submit', () => {
  test('was certainly not taken where the service says that the request was at fault', () => {
    fc.assert(
      fc.property(fc.integer({ min: 400, max: 499 }), fc.nat(999), (status, rest) => {
        expect(isCertainRefusal(status, null)).toBe(status !== 408);
        expect(isCertainRefusal(200, status * 1000 + rest)).toBe(status !== 408);
      }),
    );
  });

  test('may have been taken where anything else is said', () => {
    const status = fc.oneof(fc.integer({ min: 100, max: 399 }), fc.integer({ min: 500, max: 599 }));
    fc.assert(
      fc.property(status, status, fc.nat(999), (http, ofCode, rest) => {
        expect(isCertainRefusal(http, null)).toBe(false);
        expect(isCertainRefusal(http, ofCode * 1000 + rest)).toBe(false);
      }),
    );
  });

  test('may have been taken where the code says that the service failed, though the HTTP status is a refusal', () => {
    expect(isCertainRefusal(400, 500001)).toBe(false);
  });
});
