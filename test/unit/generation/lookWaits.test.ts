import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lateWait, queueWait, runningWait } from '../../../src/generation/lookWaits.ts';
import { RunningTimes } from '../../../src/generation/runningTimes.ts';
import { seededRandom } from '../../runcomfy/random.ts';
import { sampleRecord } from '../records/sampleRecord.ts';

const seconds = 1000;
const minute = 60 * seconds;
const { request } = sampleRecord();
const time = fc.integer({ min: 0, max: 120 * seconds });
const times = fc.array(time, { maxLength: 40 });

interface Looked {
  readonly lateness: number;
  readonly looks: number;
  /** The last moment at which it was seen to run. */
  readonly ranUntil: number;
}

/** Looks at a job that runs for so long until it is seen to be done, each look taking so long on its way. */
function lookAt(runs: number, roundTrip: number, wait: (ranFor: number) => number): Looked {
  let now = 0;
  let ranUntil = 0;
  for (let looks = 1; ; looks++) {
    const isDone = now + roundTrip / 2 >= runs;
    now += roundTrip;
    if (isDone) {
      return { lateness: now - runs, looks, ranUntil };
    }
    ranUntil = now;
    now += wait(now);
  }
}

function medianOf(figures: readonly number[]): number {
  return figures.toSorted((one, other) => one - other)[Math.floor(figures.length / 2)] ?? Number.NaN;
}

/** All but one of twenty are no later. */
function latestOf(figures: readonly number[]): number {
  return figures.toSorted((one, other) => one - other)[Math.floor(figures.length * 0.95)] ?? Number.NaN;
}

/** Jobs one after the other, of which each teaches for the next; those after the first twenty are judged. */
function learnOver(durations: readonly number[], roundTrip: number): readonly Looked[] {
  const known = new RunningTimes().of(request);
  const chance = seededRandom('chance', 7);
  const looked = durations.map((runs) => {
    const seen = lookAt(runs, roundTrip, (ranFor) => runningWait(ranFor, known.seen));
    known.note(seen.ranUntil + (runs + seen.lateness - seen.ranUntil) * chance());
    return seen;
  });
  return looked.slice(20);
}

/** A loop of half a second, which then asks for the result: what a usual client does. */
function loopOver(durations: readonly number[], roundTrip: number): readonly Looked[] {
  return durations.slice(20).map((runs) => {
    const seen = lookAt(runs, roundTrip, () => 0.5 * seconds);
    return { ...seen, lateness: seen.lateness + roundTrip, looks: seen.looks + 1 };
  });
}

describe('a job that runs is looked at', () => {
  const random = seededRandom('look waits', 7);
  const anywhere = Array.from({ length: 2020 }, () => (1 + 7 * random()) * seconds);
  const alike = Array.from({ length: 2020 }, () => 3.5 * seconds * (1 + 0.12 * (2 * random() - 1)));

  test.each([20, 60, 200])(
    'with no more questions than a usual loop, and seen sooner, %d ms away',
    (roundTrip) => {
      const ours = learnOver(anywhere, roundTrip);
      const theirs = loopOver(anywhere, roundTrip);
      const [our, their] = [ours, theirs].map((all) => medianOf(all.map(({ lateness }) => lateness)));
      expect(our! / their!).toBeLessThan(0.85);
      const [ourLatest, theirLatest] = [ours, theirs].map((all) =>
        latestOf(all.map(({ lateness }) => lateness)),
      );
      expect(ourLatest! / theirLatest!).toBeLessThan(0.95);
      const [ourLooks, theirLooks] = [ours, theirs].map((all) =>
        all.reduce((sum, { looks }) => sum + looks, 0),
      );
      expect(ourLooks! / theirLooks!).toBeLessThan(0.98);
    },
  );

  test.each([20, 60, 200])(
    'mostly when its end is near, where it is like those before it, %d ms away',
    (roundTrip) => {
      const ours = medianOf(learnOver(alike, roundTrip).map(({ lateness }) => lateness));
      const theirs = medianOf(loopOver(alike, roundTrip).map(({ lateness }) => lateness));
      expect(ours / theirs).toBeLessThan(0.4);
    },
  );

  test('soon, though the only job before it found a cold machine', () => {
    const { lateness } = lookAt(12 * seconds, 60, (ranFor) => runningWait(ranFor, [60 * seconds]));
    expect(lateness).toBeLessThan(2 * seconds);
  });

  test('never in a hurry, and never too late, whatever was seen', () => {
    fc.assert(
      fc.property(time, times, (ranFor, seen) => {
        const wait = runningWait(ranFor, seen);
        expect(wait).toBeGreaterThanOrEqual(0.08 * seconds);
        expect(wait).toBeLessThanOrEqual(15 * seconds);
      }),
    );
  });
});

describe('a job in the queue is looked at', () => {
  test('less often the further it stands, and in a queue of a minute seldom', () => {
    let waited = 0;
    let looks = 0;
    while (waited < 60 * seconds) {
      const place = Math.ceil((60 * seconds - waited) / (3.5 * seconds));
      waited += queueWait(place, waited, [3.5 * seconds]);
      looks++;
    }
    expect(looks).toBeLessThan(35);
  });

  test.each([
    ['a share of what those before it will take', 4, [3.5 * seconds], 2.38 * seconds],
    ['a share of what such jobs may take, where none was seen', 4, [], 2.312 * seconds],
    ['half a second at least', 1, [seconds], 0.5 * seconds],
    ['five seconds at most', 100, [3.5 * seconds], 5 * seconds],
  ])('after %s', (_, place, seen, wait) => {
    expect(queueWait(place, minute, seen)).toBeCloseTo(wait);
  });

  test('as often as one of which nothing is known, where no place is told', () => {
    fc.assert(
      fc.property(time, times, (waited, seen) => {
        expect(queueWait(null, waited, seen)).toBe(lateWait(waited));
      }),
    );
  });
});
