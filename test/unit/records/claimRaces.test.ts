import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { VirtualClock } from '../generation/virtualClock.ts';
import { ClaimWindow, type Shared } from './claimWindow.ts';
import { MemoryDisk } from './memoryDisk.ts';

const seconds = 1000;
const heartbeat = 10 * seconds;
const stale = 60 * seconds;

// For a machine that has much else to do.
vi.setConfig({ testTimeout: 60_000 });

function share(turn?: () => Promise<unknown>): Shared {
  const clock = new VirtualClock();
  const disk = new MemoryDisk(() => clock.now());
  return { clock, disk, windows: [], ...(turn === undefined ? {} : { turn }) };
}

const before = fc.constantFrom<Record<string, string>>(
  {},
  { 'claims/fox.1': '{"host":"here","process":99}' },
  { 'claims/fox.1': '{"host":"here","process":99}', 'claims/fox.2': '{"host":"here","process":98}' },
  { 'claims/fox.7': '{"host":"here","process":99}' },
);

test('of any number of windows that try at once, exactly one holds', async () => {
  await fc.assert(
    fc.asyncProperty(
      before,
      fc.integer({ min: 1, max: 6 }),
      fc.scheduler(),
      async (files, count, scheduler) => {
        const shared = share(() => scheduler.schedule(Promise.resolve()));
        for (const [path, text] of Object.entries(files)) {
          shared.disk.put(path, text);
        }
        const windows = Array.from({ length: count }, () => new ClaimWindow(shared));
        await scheduler.waitFor(Promise.all(windows.map((each) => each.acquire())));
        expect(windows.filter(({ holds }) => holds)).toHaveLength(1);
      },
    ),
    { numRuns: 500 },
  );
});

test('of windows that try, let go and die as they like, never two hold', async () => {
  const script = fc.array(fc.constantFrom('acquire' as const, 'acquire', 'release', 'kill'), {
    maxLength: 5,
  });
  await fc.assert(
    fc.asyncProperty(
      before,
      fc.array(script, { minLength: 2, maxLength: 5 }),
      fc.scheduler(),
      async (files, scripts, scheduler) => {
        let most = 0;
        const shared = share(() => {
          most = Math.max(most, shared.windows.filter(({ holds }) => holds).length);
          return scheduler.schedule(Promise.resolve());
        });
        for (const [path, text] of Object.entries(files)) {
          shared.disk.put(path, text);
        }
        const lives = scripts.map(async (steps) => {
          const window = new ClaimWindow(shared);
          for (const step of steps) {
            await Promise.race([window[step](), window.mortal.killed]);
          }
        });
        await scheduler.waitFor(Promise.all(lives));
        const holding = shared.windows.filter(({ holds }) => holds).length;
        expect(Math.max(most, holding)).toBeLessThanOrEqual(1);
        const last = new ClaimWindow(shared);
        expect(await scheduler.waitFor(last.acquire())).toBe(holding === 0);
      },
    ),
    { numRuns: 2000 },
  );
});

test('of windows that sleep, wake and die over hours, never two hold', async () => {
  const which = fc.nat({ max: 4 });
  const step = fc.oneof(
    fc.record({ does: fc.constantFrom('acquire', 'release', 'kill', 'sleep', 'wake', 'new'), which }),
    fc.record({ does: fc.constant('pass'), which: fc.constantFrom(1, 9, 30, 61, 600) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const shared = share();
      const { windows } = shared;
      for (const { does, which: at } of steps) {
        const window = windows[at % Math.max(1, windows.length)];
        if (does === 'new' || window === undefined) {
          new ClaimWindow(shared, at > 2 ? 'there' : 'here');
        } else if (does === 'pass') {
          await shared.clock.pass(at * seconds);
        } else if (does === 'kill') {
          window.kill();
        } else if (does === 'sleep') {
          window.isAsleep = true;
        } else if (does === 'wake') {
          window.isAsleep = false;
          // It hears of what happened with its next heartbeat.
          await shared.clock.pass(heartbeat);
        } else if (window.mortal.isAlive && !window.isAsleep) {
          const held = windows.some(({ holds }) => holds);
          if (does === 'release') {
            await window.release();
          } else {
            expect((await window.acquire()) && held).toBe(false);
          }
        }
        expect(windows.filter(({ holds }) => holds).length).toBeLessThanOrEqual(1);
      }
      await shared.clock.pass(stale + heartbeat);
      const held = windows.some(({ holds }) => holds);
      expect(await new ClaimWindow(shared).acquire()).toBe(!held);
    }),
    { numRuns: 1000 },
  );
});
