import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import type { FailureKind } from '../../../src/failure.ts';
import type { Clock } from '../../../src/generation/clock.ts';
import type { Phase } from '../../../src/generation/outcome.ts';
import { RunningTimes, type TimesOfKind } from '../../../src/generation/runningTimes.ts';
import type { Reading } from '../../../src/generation/service.ts';
import { watchJob } from '../../../src/generation/watchJob.ts';
import { sampleRecord } from '../records/sampleRecord.ts';
import { FakeService } from './fakeService.ts';
import { VirtualClock } from './virtualClock.ts';

type Watched = Awaited<ReturnType<typeof watchJob>>;

const seconds = 1000;
const minutes = 60 * seconds;
const never = new AbortController().signal;
const queued: Reading = { state: 'queued', place: 3 };
const running: Reading = { state: 'running' };
const withoutPicture: Reading = { state: 'succeeded', pictureUrls: [], cost: null };

let clock: VirtualClock;
let service: FakeService;
let phases: Phase[];
let times: TimesOfKind;

beforeEach(begin);

function begin(): void {
  clock = new VirtualClock();
  service = new FakeService(clock);
  phases = [];
  times = new RunningTimes().of(sampleRecord().request);
}

function unclear(kind: FailureKind = 'serviceFailure', retryAfter: number | null = null): Reading {
  return { state: 'unclear', failure: { kind, detail: '' }, retryAfter };
}

interface Watching {
  readonly cancel?: AbortSignal;
  readonly time?: Clock;
  readonly random?: number;
  /** How long ago the service took it. */
  readonly acceptedBefore?: number;
}

/** Watches a job that begins now and is done after so long. */
async function watch(
  doneAfter: number,
  { cancel = never, time = clock, random = 0, acceptedBefore = 0 }: Watching = {},
): Promise<Watched> {
  service.course = { queuedFor: 0, runningFor: doneAfter, ending: 'succeeded' };
  const request = { numImages: 1 } as Parameters<FakeService['submit']>[0];
  await service.submit(request);
  service.calls.length = 0;
  const state = {
    step: 'accepted',
    requestId: 'job-1',
    acceptedAt: new Date(clock.now() - acceptedBefore).toISOString(),
  } as const;
  const tools = { service, clock: time, random: () => random, times, beforeRead: () => Promise.resolve() };
  const observer = {
    onPhase: (phase: Phase): void => void phases.push(phase),
    onCancellation: () => undefined,
  };
  return clock.finish(watchJob(state, tools, { cancel, suspend: never }, observer));
}

describe('a job is asked for', () => {
  test('its place while it waits, and its result while it runs', async () => {
    service.answers.readStatus.push(queued, queued, running);
    service.answers.readResult.push(running);
    expect(await watch(0)).toMatchObject({ outcome: 'succeeded' });
    expect(service.calls).toEqual(['readStatus', 'readStatus', 'readStatus', 'readResult', 'readResult']);
    expect(phases).toEqual([
      { phase: 'queued', place: 3 },
      { phase: 'queued', place: 3 },
      { phase: 'running' },
      { phase: 'running' },
    ]);
  });

  test('its result at once when its status says that it is done', async () => {
    await watch(0);
    expect([service.calls, clock.waits]).toEqual([['readStatus', 'readResult'], [0]]);
  });

  test('its place again when it went back to the queue', async () => {
    service.answers.readStatus.push(running);
    service.answers.readResult.push(queued);
    await watch(0);
    expect(service.calls).toEqual(['readStatus', 'readResult', 'readStatus', 'readResult']);
  });

  test('its place again, though its result could not be had for a while', async () => {
    service.answers.readStatus.push(running);
    service.answers.readResult.push(unclear(), unclear(), queued);
    await watch(0);
    expect(service.calls).toEqual([
      'readStatus',
      'readResult',
      'readResult',
      'readResult',
      'readStatus',
      'readResult',
    ]);
  });

  test('often at first, and ever less often when it takes long', async () => {
    await watch(20 * minutes);
    const late = clock.waits.slice(clock.waits.findIndex((wait) => wait > 1 * seconds));
    expect(late).toEqual(late.toSorted((one, other) => one - other));
    expect(Math.min(...clock.waits)).toBeGreaterThan(0.1 * seconds);
    expect(late.at(-1)).toBe(15 * seconds);
    expect(clock.waits.length).toBeLessThan(150);
  });

  test('about when those before it were done, and what is learned serves the next', async () => {
    for (let job = 0; job < 20; job++) {
      await watch(3 * seconds + job * 20);
    }
    service.calls.length = 0;
    clock.waits.length = 0;
    const begun = clock.now();
    await watch(3.2 * seconds);
    expect(clock.now() - begun - 3.2 * seconds).toBeLessThan(0.2 * seconds);
    expect(service.calls.length).toBeLessThan(9);
  });

  test('never in a hurry, though its status and its result disagree', async () => {
    for (let count = 0; count < 10; count++) {
      service.answers.readStatus.push({ state: 'finished' });
      service.answers.readResult.push(queued);
    }
    await watch(0);
    expect(clock.waits.filter((wait) => wait === 0)).toHaveLength(11);
    expect(clock.waits.filter((wait) => wait > 0)).toHaveLength(10);
  });

  test('never in a hurry, though its result only says that it is done', async () => {
    service.answers.readResult.push({ state: 'finished' }, { state: 'finished' });
    await watch(0);
    expect(clock.waits).toEqual([0, 0.75 * seconds, 0.75 * seconds]);
  });
});

describe('a read that fails', () => {
  test('says nothing about the job: the next one follows later, and later', async () => {
    service.answers.readStatus.push(unclear('timedOut'), unclear('unreadableAnswer'));
    service.answers.readResult.push(unclear('rateLimited'));
    expect(await watch(0)).toMatchObject({ outcome: 'succeeded' });
    expect(clock.waits).toEqual([0.75 * seconds, 1.5 * seconds, 3 * seconds]);
  });

  test('once is no news; twice in a row it is told, with what is wrong', async () => {
    service.answers.readStatus.push(unclear('timedOut'), { state: 'queued', place: 1 }, unclear('timedOut'));
    service.answers.readStatus.push(unclear('unreachable'));
    service.answers.readResult.push(unclear('rateLimited'));
    await watch(0);
    expect(phases).toEqual([
      { phase: 'queued', place: 1 },
      { phase: 'troubled', kind: 'unreachable' },
      { phase: 'troubled', kind: 'rateLimited' },
    ]);
  });

  test('is followed by the next when the server asked for it', async () => {
    service.answers.readStatus.push(unclear('rateLimited', 90 * seconds));
    await watch(0);
    expect(clock.waits[0]).toBe(90 * seconds);
  });

  test('counts anew after one that did not fail', async () => {
    const next: Reading = { state: 'queued', place: 1 };
    service.answers.readStatus.push(unclear(), next, unclear());
    await watch(0);
    const [first, , third] = clock.waits;
    expect([first, third]).toEqual([0.75 * seconds, 0.75 * seconds]);
  });

  test('twice of the state is no reason to wait for the result, which tells the state as well', async () => {
    service.answers.readStatus.push(...Array.from({ length: 100 }, () => unclear('serviceFailure')));
    service.answers.readResult.push(queued, running);
    expect(await watch(0)).toMatchObject({ outcome: 'succeeded' });
    expect(service.calls).toEqual(['readStatus', 'readStatus', 'readResult', 'readResult', 'readResult']);
  });

  test.each(['tokenRefused', 'forbidden'] as const)('for %s waits for the person', async (kind) => {
    service.answers.readStatus.push(unclear(kind));
    expect(await watch(0)).toEqual({ outcome: 'paused', failure: { kind, detail: '' } });
  });

  test('for a fresh job that is not known yet is asked again for a minute', async () => {
    for (let count = 0; count < 5; count++) {
      service.answers.readStatus.push(unclear('requestUnknown'));
    }
    expect(await watch(0)).toMatchObject({ outcome: 'succeeded' });
  });

  test('for a job that is not known after a minute leaves it open', async () => {
    for (let count = 0; count < 50; count++) {
      service.answers.readStatus.push(unclear('requestUnknown'));
      service.answers.readResult.push(unclear('requestUnknown'));
    }
    const begun = clock.now();
    expect(await watch(0)).toMatchObject({ outcome: 'paused', failure: { kind: 'requestUnknown' } });
    expect(clock.now() - begun).toBeGreaterThan(1 * minutes);
    expect(clock.now() - begun).toBeLessThan(2 * minutes);
  });
});

describe('a job that does not end well', () => {
  test('that runs for half an hour is left open', async () => {
    const begun = clock.now();
    expect(await watch(24 * 60 * minutes)).toMatchObject({
      outcome: 'paused',
      failure: { kind: 'stillRunning' },
    });
    expect(clock.now() - begun).toBeGreaterThan(30 * minutes);
    expect(clock.now() - begun).toBeLessThan(31 * minutes);
  });

  test('that nothing could be read of for half an hour is left open, with the reason', async () => {
    service.answers.readStatus.push(unclear('connectionLost'), unclear('connectionLost'));
    service.answers.readResult.push(...Array.from({ length: 200 }, () => unclear('connectionLost')));
    expect(await watch(0)).toMatchObject({ outcome: 'paused', failure: { kind: 'connectionLost' } });
  });

  test('that is done without a picture is believed after a minute, not before', async () => {
    service.answers.readResult.push(...Array.from({ length: 12 }, () => withoutPicture));
    expect(await watch(0)).toMatchObject({ outcome: 'succeeded', pictureUrls: [expect.any(String)] });
    begin();
    service.answers.readResult.push(...Array.from({ length: 100 }, () => withoutPicture));
    const begun = clock.now();
    expect(await watch(0)).toMatchObject({ outcome: 'failed', failure: { kind: 'noPicture' } });
    expect(clock.now() - begun).toBeGreaterThan(1 * minutes);
  });

  test('that names no picture twice, and the machine slept between, has one', async () => {
    let slept = 0;
    const time: Clock = {
      now: () => clock.now() + slept,
      wait: (milliseconds, signal) => {
        slept = 10 * minutes;
        return clock.wait(milliseconds, signal);
      },
    };
    service.answers.readResult.push(withoutPicture, withoutPicture);
    expect(await watch(0, { time })).toMatchObject({
      outcome: 'succeeded',
      pictureUrls: [expect.any(String)],
    });
  });

  test('that failed or was cancelled is told so by either question', async () => {
    const failure = { kind: 'jobFailed', detail: '' } as const;
    service.answers.readStatus.push({ state: 'failed', failure });
    expect(await watch(0)).toEqual({ outcome: 'failed', failure });
    begin();
    service.answers.readStatus.push(running);
    service.answers.readResult.push({ state: 'cancelled' });
    expect(await watch(0)).toEqual({ outcome: 'cancelled' });
  });
});

test('whatever reads tell, the job is followed to its end, with waits between all but two of them', async () => {
  const kinds = fc.constantFrom<FailureKind>('timedOut', 'serviceFailure', 'rateLimited', 'connectionLost');
  const reading = fc.oneof(
    fc.constantFrom<Reading>(queued, running, { state: 'finished' }, withoutPicture),
    fc
      .record({ kind: kinds, retryAfter: fc.option(fc.nat({ max: 30 * seconds })) })
      .map(({ kind, retryAfter }): Reading => unclear(kind, retryAfter)),
  );
  const readings = fc.array(reading, { maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(readings, readings, async (status, result) => {
      begin();
      service.answers.readStatus.push(...status);
      service.answers.readResult.push(...result);
      const watched = await watch(0);
      expect(['succeeded', 'failed']).toContain(watched.outcome);
      if (watched.outcome === 'failed') {
        expect(watched.failure.kind).toBe('noPicture');
      }
      expect(clock.waits).toHaveLength(service.calls.length - 1);
      const hurried = service.calls.filter((call, at) => call === 'readResult' && clock.waits[at - 1] === 0);
      expect(clock.waits.filter((wait) => wait < 0.08 * seconds)).toHaveLength(hurried.length);
    }),
    { numRuns: 300 },
  );
});

describe('how long a job ran is learned', () => {
  function sum(waits: readonly number[]): number {
    return waits.reduce((all, wait) => all + wait, 0);
  }

  /** A clock that does something else while somebody waits: it runs on, or is set. */
  function jumping(by: (now: number) => number): Clock {
    let offset = 0;
    return {
      now: () => clock.now() + offset,
      wait: async (milliseconds, signal) => {
        await clock.wait(milliseconds, signal);
        offset += by(clock.now());
      },
    };
  }

  test('as if it had ended somewhere between the last two looks', async () => {
    await watch(3 * seconds, { random: 0.25 });
    const last = clock.waits.at(-1) ?? 0;
    expect(last).toBeGreaterThan(0);
    expect(times.seen).toEqual([sum(clock.waits) - 0.75 * last]);
  });

  test('as if it had begun midway between the looks that saw it wait and run', async () => {
    service.answers.readStatus.push(queued, running);
    await watch(3 * seconds, { random: 0.25 });
    const [first = 0] = clock.waits;
    const last = clock.waits.at(-1) ?? 0;
    expect(times.seen).toEqual([sum(clock.waits) - first / 2 - 0.75 * last]);
  });

  test('once, though its picture comes late', async () => {
    service.answers.readStatus.push(running);
    service.answers.readResult.push(running, withoutPicture, withoutPicture);
    await watch(0);
    expect(times.seen).toHaveLength(1);
  });

  test('not of one that was found running after a restart', async () => {
    await watch(3 * seconds, { acceptedBefore: minutes });
    expect(times.seen).toEqual([]);
  });

  test('of one that was found waiting after a restart', async () => {
    service.answers.readStatus.push(queued, running);
    await watch(3 * seconds, { acceptedBefore: minutes });
    expect(times.seen).toHaveLength(1);
  });

  test('not of one that was never seen to run', async () => {
    await watch(0);
    expect(times.seen).toEqual([]);
  });

  test('not where the machine slept meanwhile', async () => {
    await watch(3 * seconds, { time: jumping(() => minutes) });
    expect(times.seen).toEqual([]);
  });

  test.each([
    ['while it ran', [0, -minutes]],
    ['before its end', [0, 0, -minutes]],
  ])('not where the clock was set back %s', async (_, jumps) => {
    service.answers.readStatus.push(running);
    service.answers.readResult.push(running, running);
    const left = [...jumps];
    await watch(0, { time: jumping(() => left.shift() ?? 0) });
    expect(times.seen).toEqual([]);
  });

  test('up to when it was first said to be done, though its result came later', async () => {
    service.answers.readStatus.push(running);
    service.answers.readResult.push(running, { state: 'finished' });
    await watch(0, { random: 1 });
    expect(times.seen).toEqual([sum(clock.waits.slice(0, 2))]);
  });
});
