import { afterEach, beforeEach, expect, test } from 'vitest';
import { sampleRecord, states } from '../records/sampleRecord.ts';
import type { Call } from './fakeService.ts';
import { settled } from './virtualClock.ts';
import { Life, World } from './world.ts';

const never = new AbortController().signal;

let world: World;
let life: Life;

beforeEach(() => {
  world = new World();
  life = new Life(world);
});

afterEach(() => {
  expect(world.broken).toEqual([]);
});

test('a run that waits for its turn is not sent, and its record stays as it is', async () => {
  await life.slots.take(never);
  const run = life.place();
  await settled();
  life.suspend();
  expect(await life.finish(run)).toEqual({ outcome: 'suspended' });
  expect([world.onDisk(), world.service.calls]).toEqual([world.record, []]);
});

test('a run whose turn has just come is not sent, and its record stays as it is', async () => {
  const release = await life.slots.take(never);
  const run = life.place();
  await settled();
  release?.();
  life.suspend();
  expect(await life.finish(run)).toEqual({ outcome: 'suspended' });
  expect([world.onDisk(), world.service.calls]).toEqual([world.record, []]);
});

test('a cancel that comes together with the end of the window is not said to be done', async () => {
  await life.slots.take(never);
  const run = life.place();
  await settled();
  life.cancel();
  life.suspend();
  expect(await life.finish(run)).toEqual({ outcome: 'suspended' });
  expect(world.onDisk()).toEqual(world.record);
});

test('the answer to a submit that is on its way is still put down', async () => {
  world.onCall = () => {
    life.suspend();
  };
  expect(await life.order()).toEqual({ outcome: 'suspended' });
  expect(world.onDisk()?.state).toMatchObject({ step: 'accepted', requestId: 'job-1' });
  expect(world.service.calls).toEqual(['submit']);
});

test.each([
  ['readStatus', 'accepted'],
  ['readResult', 'accepted'],
  ['download', 'finished'],
] as const satisfies readonly [Call, string][])(
  'a run that is suspended during %s leaves its record as %s, and the next one brings the picture home',
  async (call, step) => {
    world.onCall = (each) => {
      if (each === call) {
        life.suspend();
      }
    };
    expect(await life.order()).toEqual({ outcome: 'suspended' });
    expect(world.onDisk()?.state.step).toBe(step);
    expect(world.service.calls.at(-1)).toBe(call);
    expect(await new Life(world).goOn()).toMatchObject({ outcome: 'stored' });
    expect(world.submits).toBe(1);
  },
);

test.each([0, 100, 1_000_000])(
  'a run that waits between two looks stops at once, after %i ms',
  async (passed) => {
    world.service.course = { queuedFor: 3_600_000, runningFor: 0, ending: 'succeeded' };
    const run = life.place();
    await world.clock.pass(passed);
    const { calls } = world.service;
    const [before, asked] = [world.clock.now(), calls.length];
    life.suspend();
    expect(await life.finish(run)).toEqual({ outcome: 'suspended' });
    expect([world.clock.now(), calls.length]).toEqual([before, asked]);
  },
);

test('a run that waits to download again stops at once', async () => {
  const failed = { kind: 'serviceFailure', detail: '' } as const;
  world.service.course = { queuedFor: 0, runningFor: 0, ending: 'succeeded' };
  world.service.answers.download.push({ outcome: 'failed', failure: failed, retryAfter: 200_000 });
  const run = life.place();
  await world.clock.pass(100_000);
  life.suspend();
  const before = world.clock.now();
  expect(await life.finish(run)).toEqual({ outcome: 'suspended' });
  expect([world.clock.now(), world.onDisk()?.state.step]).toEqual([before, 'finished']);
});

test.each(states)('nothing begins in a window that closes: $step', async (state) => {
  world = new World(sampleRecord({ state }));
  world.leave(world.record);
  life = new Life(world);
  life.suspend();
  expect(await life.carryOn()).toEqual({ outcome: 'suspended' });
  expect([world.onDisk(), world.service.calls]).toEqual([world.record, []]);
});
