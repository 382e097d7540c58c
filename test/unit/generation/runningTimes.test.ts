import { beforeEach, describe, expect, test } from 'vitest';
import { RunningTimes } from '../../../src/generation/runningTimes.ts';
import { sampleRecord } from '../records/sampleRecord.ts';
import { settled } from './virtualClock.ts';

const { request } = sampleRecord();

describe('what is learned', () => {
  const known = (...noted: number[]): readonly number[] => {
    const all = new RunningTimes().of(request);
    for (const each of noted) {
      all.note(each);
    }
    return all.seen;
  };

  test('is forgotten when three jobs in a row are unlike all before', () => {
    expect(known(3000, 3100, 3200, 9000, 9100)).toHaveLength(5);
    expect(known(3000, 3100, 3200, 9000, 9100, 9200)).toEqual([9000, 9100, 9200]);
    expect(known(9000, 9100, 3000, 3100, 3200)).toEqual([3000, 3100, 3200]);
  });

  test('is not shaken by one that took long alone', () => {
    expect(known(3000, 3100, 12_000, 3200, 3000)).toHaveLength(5);
  });

  test('belongs to the settings that decide how long a job runs', () => {
    const all = new RunningTimes();
    all.of(request).note(3000);
    expect(all.of({ ...request, prompt: 'another', seed: 9 }).seen).toEqual([3000]);
    expect(all.of({ ...request, numInferenceSteps: request.numInferenceSteps + 1 }).seen).toEqual([]);
  });
});

describe('what a window learned', () => {
  const day = 24 * 60 * 60 * 1000;
  let kept: Map<string, unknown>;
  let now: number;

  beforeEach(() => {
    kept = new Map();
    now = 1_000 * day;
  });

  function window(): RunningTimes {
    const memory = {
      get: (key: string) => kept.get(key),
      update: (key: string, value: unknown) => {
        kept.set(key, JSON.parse(JSON.stringify(value)));
        return Promise.resolve();
      },
    };
    return new RunningTimes({ memory, now: () => now });
  }

  test('is known to the next one', () => {
    const before = window().of(request);
    before.note(3000.4);
    before.note(3100);
    const after = window().of(request);
    expect(after.seen).toEqual([3000, 3100]);
    after.note(3200);
    expect(window().of(request).seen).toEqual([3000, 3100, 3200]);
  });

  test('is kept beside what another one learned meanwhile', () => {
    const other = { ...request, numInferenceSteps: request.numInferenceSteps + 1 };
    const [one, two] = [window(), window()];
    one.of(request).note(3000);
    two.of(other).note(5000);
    expect(window().of(request).seen).toEqual([3000]);
    expect(window().of(other).seen).toEqual([5000]);
  });

  test('is forgotten after two weeks without such a job', () => {
    window().of(request).note(3000);
    now += 14 * day - 1;
    expect(window().of(request).seen).toEqual([3000]);
    now += 1;
    expect(window().of(request).seen).toEqual([]);
  });

  test('is of the settings that were used last, where there are many', () => {
    const steps = Array.from({ length: 21 }, (_, at) => ({ ...request, numInferenceSteps: at + 1 }));
    for (const each of steps) {
      window().of(each).note(3000);
    }
    expect(steps.map((each) => window().of(each).seen.length)).toEqual([
      0,
      ...Array.from({ length: 20 }, () => 1),
    ]);
  });

  test.each([
    ['nothing', undefined],
    ['another form', { times: [3000] }],
    ['no times', [{ kind: 'z', at: 0, times: ['soon'] }]],
  ])('is as nothing where %s is kept', (_, value) => {
    kept.set('runningTimes', value);
    const times = window().of(request);
    expect(times.seen).toEqual([]);
    times.note(3000);
    expect(window().of(request).seen).toEqual([3000]);
  });

  test('is no matter of the job: where it cannot be kept, the window knows it all the same', async () => {
    const memory = {
      get: () => undefined,
      update: () => {
        throw new Error('full');
      },
    };
    const times = new RunningTimes({ memory, now: () => now }).of(request);
    times.note(3000);
    await settled();
    expect(times.seen).toEqual([3000]);
  });
});
