import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { sampleRecord, showing } from '../records/sampleRecord.ts';
import { settled } from './virtualClock.ts';
import { Life, World } from './world.ts';

// For a machine that has much else to do.
vi.setConfig({ testTimeout: 60_000 });

const seconds = 1000;
const stale = 60 * seconds;
const heartbeat = 10 * seconds;
const moments = ['before', 'after'] as const;

/** Who slept at the one step from the last look at its claim to the request itself, sends when it wakes. */
const lastMoment = 'submit number 1 with unknown on disk';

/** A laptop is closed, say, just as a window begins a step, or has ended it. */
function sleepAt({ process }: Life, step: number, moment: (typeof moments)[number]): void {
  process.onStep = (each, at) => {
    if (each === step && at === moment) {
      process.onStep = null;
      process.sleep();
    }
  };
}

/** Whatever windows did: paid once at most, nothing is left half done, and what is told is true. */
function judge(world: World): void {
  const state = world.look();
  expect(world.broken.filter((each) => each !== lastMoment)).toEqual([]);
  expect(world.paid).toBeLessThanOrEqual(1);
  switch (state?.step) {
    case undefined:
    case 'intended':
      expect(world.submits).toBe(0);
      break;
    case 'stored':
      expect(state.pictures.every(({ path }) => world.disk.files.has(path ?? ''))).toBe(true);
      expect(world.paid).toBe(1);
      break;
    case 'unknown':
      expect(world.hadId).toBe(false);
      break;
    case 'cancelled':
      expect(world.paid).toBe(state.requestId === null ? 0 : 1);
      break;
    case 'submitting':
    case 'accepted':
    case 'finished':
    case 'rejected':
    case 'failed':
      expect.unreachable(`left as ${state.step}`);
  }
}

describe.each([
  ['ordered for a document', sampleRecord({ numImages: 2 })],
  ['ordered for the gallery', sampleRecord({ numImages: 2, delivery: showing })],
] as const)('%s', (_, ordered) => {
  interface Followed {
    readonly world: World;
    readonly slept: Life;
    /** It slept in the midst of a write, which no look at a claim can prevent. */
    readonly isLateWrite: boolean;
  }

  /** A window sleeps, another follows it, and the person sends there what was not sent; then the first one wakes. */
  async function follow(step: number, moment: 'before' | 'after', isSent: boolean): Promise<Followed> {
    const world = new World(ordered);
    const slept = new Life(world);
    sleepAt(slept, step, moment);
    const run = slept.place();
    await world.clock.pass(2 * stale);
    expect(slept.process.isAsleep).toBe(step >= 0);
    const next = new Life(world);
    await next.goOn();
    if (isSent && world.onDisk()?.state.step === 'intended') {
      await next.carryOn();
    }
    const before = world.onDisk();
    const operations: string[] = [];
    const called = world.service.calls.length;
    world.disk.before = (operation) => void operations.push(operation);
    slept.process.wake();
    const outcome = await slept.finish(run);
    world.disk.before = null;
    // No failure is told: there is none.
    expect(['stored', 'suspended']).toContain(outcome === 'killed' ? outcome : outcome.outcome);
    // Its pictures come side by side, and so may what it was about to do.
    const { heldSteps } = slept.process;
    const isLateWrite = operations.slice(0, heldSteps).includes('replace');
    if (before !== null && step >= 0) {
      const after = world.service.calls.slice(called);
      expect(after.includes('submit')).toBe(world.broken.includes(lastMoment));
      expect(after).not.toContain('cancel');
      expect(operations.slice(heldSteps)).not.toContain('replace');
      if (!isLateWrite) {
        expect([world.onDisk(), operations.includes('replace')]).toEqual([before, false]);
      }
    }
    return { world, slept, isLateWrite };
  }

  test.each([
    ['and the person sends it there', true],
    ['and it waits there for the person', false],
  ])(
    'a window that sleeps at any step and is followed, %s, writes and sends nothing more',
    async (__, isSent) => {
      const { steps } = (await follow(-1, 'before', isSent)).slept.process;
      const counted = { lastMoments: 0, lateWrites: 0 };
      for (let step = 0; step < steps; step++) {
        for (const moment of moments) {
          const { world, isLateWrite } = await follow(step, moment, isSent);
          expect(world.paid).toBeLessThanOrEqual(1);
          counted.lastMoments += world.broken.includes(lastMoment) ? 1 : 0;
          counted.lateWrites += isLateWrite ? 1 : 0;
          if (!isLateWrite) {
            judge(world);
            await new Life(world).goOn();
            judge(world);
          }
        }
      }
      // Just before the write or the request itself, and just after the look that comes before it.
      expect(counted).toEqual({ lastMoments: 2, lateWrites: 14 });
    },
  );
});

test('whichever windows sleep, wake, die and go on, a generation is sent once at most', async () => {
  const step = fc.oneof(
    fc.record({
      does: fc.constantFrom('goOn' as const, 'send', 'cancel', 'sleep', 'wake', 'kill', 'open'),
      at: fc.nat({ max: 3 }),
    }),
    fc.record({ does: fc.constant('pass' as const), at: fc.constantFrom(0, 1, 5, 61, 300) }),
  );
  const plan = fc.record({
    course: fc.record({
      queuedFor: fc.nat({ max: 20 * seconds }),
      runningFor: fc.nat({ max: 20 * seconds }),
      ending: fc.constant('succeeded' as const),
    }),
    delivery: fc.constantFrom(undefined, showing),
    steps: fc.array(step, { maxLength: 25 }),
  });
  await fc.assert(
    fc.asyncProperty(plan, async ({ course, delivery, steps }) => {
      const world = new World(sampleRecord(delivery === undefined ? {} : { delivery }));
      world.service.course = course;
      const { lives, clock } = world;
      const underway: Promise<unknown>[] = [];
      const begin = (work: Promise<unknown>): void => {
        underway.push(work.catch(() => undefined));
      };
      begin(new Life(world).place());
      for (const each of steps) {
        const life = lives[each.at % lives.length];
        const canAct = life?.process.isAlive === true && !life.process.isAsleep;
        if (each.does === 'pass') {
          await clock.pass(each.at * seconds);
        } else if (each.does === 'open') {
          new Life(world);
        } else if (each.does === 'wake') {
          life?.process.wake();
        } else if (each.does === 'sleep') {
          life?.process.sleep();
        } else if (each.does === 'kill') {
          life?.process.kill();
        } else if (canAct && each.does === 'goOn') {
          begin(life.startGoingOn());
        } else if (canAct && each.does === 'cancel') {
          life.cancel();
        } else if (canAct && each.does === 'send' && world.onDisk()?.state.step === 'intended') {
          begin(life.startCarryingOn());
        }
        await settled();
        world.look();
      }
      for (const { process } of lives) {
        process.wake();
      }
      await clock.pass(3_600 * seconds);
      for (const { process } of lives) {
        process.kill();
      }
      await clock.pass(stale + heartbeat);
      const last = new Life(world);
      await last.goOn();
      judge(world);
      await Promise.race([Promise.all(underway), settled()]);
    }),
    { numRuns: 500 },
  );
});
