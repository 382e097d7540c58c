import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import type { GenerationRecord } from '../../../src/records/generationRecord.ts';
import type { Death } from '../records/mortalProcess.ts';
import { sampleRecord, showing } from '../records/sampleRecord.ts';
import { lost, type Course } from './fakeService.ts';
import { Life, World } from './world.ts';

// For a machine that has much else to do.
vi.setConfig({ testTimeout: 60_000 });

const moments = ['before', 'within', 'after'] as const;

const courses: Record<string, Course> = {
  'a job that is done at once': { queuedFor: 0, runningFor: 0, ending: 'succeeded' },
  'a job that waits and runs': { queuedFor: 1500, runningFor: 3000, ending: 'succeeded' },
  'a job that fails': { queuedFor: 0, runningFor: 1000, ending: 'failed' },
};

/** The editor starts anew, so late that nobody can take a claim that was torn for one that is held. */
function restart(world: World, death: Death | null = null): Life {
  for (const { process } of world.lives) {
    process.kill();
    world.clock.sleep(60_000);
  }
  return new Life(world, death);
}

/** What is true at the end, whatever happened on the way. */
function judge(world: World): void {
  const state = world.look();
  const job = world.service.jobs.get('job-1');
  expect(world.broken).toEqual([]);
  expect(world.paid).toBeLessThanOrEqual(1);
  if (state === null) {
    expect(world.submits).toBe(0);
    return;
  }
  if (world.hadId) {
    // What was paid for came home, or the service itself said that there is nothing.
    const truth = world.service.stateOf('job-1').state;
    expect(state.step).toBe(truth === 'succeeded' ? 'stored' : truth);
  }
  switch (state.step) {
    case 'intended':
      expect(world.submits).toBe(0);
      break;
    case 'cancelled':
      expect(job?.cancelled ?? false).toBe(state.requestId !== null);
      break;
    case 'stored':
      expect(state.pictures).toHaveLength(world.record.request.numImages);
      expect(state.pictures.every(({ path }) => world.disk.files.has(path ?? ''))).toBe(true);
      break;
    case 'rejected':
      expect(world.paid).toBe(0);
      break;
    case 'unknown':
      expect(world.hadId).toBe(false);
      break;
    case 'failed':
      expect(job?.course.ending).toBe('failed');
      break;
    case 'submitting':
    case 'accepted':
    case 'finished':
      expect.unreachable(`left as ${state.step}`);
  }
}

describe.each(Object.entries(courses))('%s', (_, course) => {
  async function live(ordered: GenerationRecord, death: Death | null): Promise<Life> {
    const world = new World(ordered);
    world.service.course = course;
    const life = new Life(world, death);
    await life.order();
    expect(life.process.isAlive).toBe(death === null);
    const before = world.look();
    await restart(world).goOn();
    if (before?.step === 'submitting') {
      expect(world.look()?.step).toBe('unknown');
    }
    judge(world);
    return life;
  }

  test.each([
    ['ordered for a document', sampleRecord({ numImages: 2 })],
    ['ordered for the gallery', sampleRecord({ numImages: 2, delivery: showing })],
  ])(
    '%s and killed at any step, is paid once at most, and what was paid for comes home',
    async (__, ordered) => {
      const { steps } = (await live(ordered, null)).process;
      expect(steps).toBeGreaterThan(20);
      for (let step = 0; step < steps; step++) {
        for (const moment of moments) {
          await live(ordered, { step, moment });
        }
      }
    },
  );
});

test('whatever happens in however many lives, the laws hold', async () => {
  const unclear = fc.record({
    state: fc.constant('unclear' as const),
    failure: fc.constantFrom(lost, { kind: 'rateLimited', detail: '' } as const),
    retryAfter: fc.constantFrom(null, 10_000),
  });
  const broken = fc.constantFrom(
    { outcome: 'failed', failure: lost, retryAfter: null } as const,
    { outcome: 'bytes', bytes: new Uint8Array([1, 2, 3]) } as const,
  );
  const plan = fc.record({
    numImages: fc.integer({ min: 1, max: 3 }),
    delivery: fc.constantFrom(undefined, showing),
    course: fc.record({
      queuedFor: fc.nat({ max: 20_000 }),
      runningFor: fc.nat({ max: 20_000 }),
      ending: fc.constantFrom('succeeded' as const, 'failed' as const),
    }),
    submit: fc.oneof(
      { weight: 4, arbitrary: fc.constant('answered' as const) },
      { weight: 1, arbitrary: fc.constantFrom('refused' as const, 'lostBefore', 'lostAfter') },
    ),
    cancel: fc.constantFrom('answered' as const, 'lostBefore', 'lostAfter'),
    status: fc.array(unclear, { maxLength: 3 }),
    result: fc.array(unclear, { maxLength: 3 }),
    download: fc.array(broken, { maxLength: 4 }),
    lives: fc.array(
      fc.record({
        death: fc.option(fc.record({ step: fc.nat({ max: 25 }), moment: fc.constantFrom(...moments) })),
        cancelAt: fc.option(fc.nat({ max: 25 })),
        suspendAt: fc.option(fc.nat({ max: 25 })),
        /** Which operations of the disk fail, before or after their effect. */
        failing: fc.array(fc.record({ at: fc.nat({ max: 12 }), afterwards: fc.boolean() }), {
          maxLength: 3,
        }),
      }),
      { minLength: 1, maxLength: 4 },
    ),
  });
  await fc.assert(
    fc.asyncProperty(plan, async ({ numImages, delivery, course, lives, ...answers }) => {
      const { submit, cancel, status, result, download } = answers;
      const world = new World(sampleRecord({ numImages, ...(delivery === undefined ? {} : { delivery }) }));
      const { service, disk } = world;
      service.course = course;
      service.fates.submit.push(submit);
      service.fates.cancel.push(cancel);
      service.answers.readStatus.push(...status);
      service.answers.readResult.push(...result);
      service.answers.download.push(...download);
      world.diskMayFail = true;
      for (const [at, { death, cancelAt, suspendAt, failing }] of lives.entries()) {
        const life = restart(world, death);
        let calls = 0;
        world.onCall = () => {
          calls++;
          if (calls === cancelAt) {
            life.cancel();
          }
          if (calls === suspendAt) {
            life.suspend();
          }
        };
        let operations = 0;
        const fail = (afterwards: boolean): void => {
          if (failing.some((each) => each.at === operations && each.afterwards === afterwards)) {
            throw new Error('EIO');
          }
        };
        disk.before = () => {
          operations++;
          fail(false);
        };
        disk.after = () => {
          fail(true);
        };
        const outcome = await (at === 0 ? life.order() : life.goOn()).catch(() => 'nothing' as const);
        judgeTelling(world, life, outcome);
      }
      world.onCall = disk.before = disk.after = null;
      await restart(world).goOn();
      judge(world);
    }),
    { numRuns: 1000 },
  );
});

/** What was told is what is true. */
function judgeTelling(world: World, life: Life, outcome: Awaited<ReturnType<Life['goOn']>>): void {
  const job = world.service.jobs.get('job-1');
  expect(life.cancellations.length).toBeLessThanOrEqual(1);
  if (life.cancellations.some((cancellation) => cancellation.outcome === 'cancelled')) {
    expect(job?.cancelled).toBe(true);
  }
  if (life.cancellations.some((cancellation) => cancellation.outcome === 'tooLate')) {
    expect(job?.cancelled).toBe(false);
  }
  if (outcome === 'killed' || outcome === 'nothing') {
    return;
  }
  switch (outcome.outcome) {
    case 'stored':
      expect(outcome.state.pictures.every(({ path }) => world.disk.files.has(path ?? ''))).toBe(true);
      expect(job?.course.ending).toBe('succeeded');
      break;
    case 'cancelled':
      expect(outcome.sent ? job?.cancelled : world.paid === 0).toBe(true);
      break;
    case 'rejected':
    case 'notRecorded':
      expect(world.paid).toBe(0);
      break;
    case 'failed':
      expect(job?.course.ending).toBe('failed');
      break;
    case 'unknown':
    case 'paused':
    case 'suspended':
      break;
  }
}
