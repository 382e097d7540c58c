import { beforeEach, describe, expect, test } from 'vitest';
import type { Decision } from '../../../src/orders/decisions.ts';
import type { GenerationState } from '../../../src/records/generationRecord.ts';
import { settled } from '../generation/virtualClock.ts';
import { failure, states } from '../records/sampleRecord.ts';
import type { OrderWindow } from './orderWindow.ts';
import { OrdersWorld, page } from './ordersWorld.ts';

const failed: GenerationState = { step: 'failed', requestId: 'job-1', failure };
const unknown: GenerationState = { step: 'unknown', failure };

let world: OrdersWorld;
let window: OrderWindow;

beforeEach(() => {
  world = new OrdersWorld();
  window = world.open();
});

/** As the gallery has it: what was left is in the book of the window. */
async function decide(decision: Decision, ...ids: string[]): Promise<void> {
  await window.tools.book.loadOpen();
  await world.clock.finish(window.decisions.decide(decision, ids));
}

async function leaveClosed(id: string, state: GenerationState): Promise<void> {
  world.leave({ id, state });
  await window.tools.book.close(id);
}

/** What was ordered here, as it stands on disk. */
function ordered(): (string | undefined)[] {
  return window.generations.ordered.map((id) => world.onDisk()[id]);
}

test("'cancel' cancels what is under way", async () => {
  world.service.course = { queuedFor: 20_000, runningFor: 3000, ending: 'succeeded' };
  const placing = window.orders.place([world.draftToShow(1), world.draftToShow(2), world.draftToShow(3)]);
  await settled();
  const [one = '', another = ''] = window.generations.ordered;
  await window.decisions.decide('cancel', [one, another]);
  await world.clock.finish(placing);
  expect(ordered()).toEqual(['history, cancelled', 'history, cancelled', 'history, stored']);
});

describe("'sendNow'", () => {
  test('sends what was never sent', async () => {
    world.leave({ id: 'a', state: { step: 'intended' }, insert: { document: page, at: 0 } });
    await decide('sendNow', 'a');
    expect([world.submits, world.onDisk(), world.pictures(page).length]).toEqual([
      1,
      { a: 'history, stored' },
      1,
    ]);
  });

  test('pressed twice, or in two windows, sends once', async () => {
    world.leave({ id: 'a', state: { step: 'intended' } });
    const windows = [window, window, world.open()];
    await world.clock.finish(Promise.all(windows.map(({ decisions }) => decisions.decide('sendNow', ['a']))));
    await decide('sendNow', 'a');
    expect([world.submits, world.onDisk()]).toEqual([1, { a: 'history, stored' }]);
  });

  test('goes on with all of an order as one', async () => {
    world.leave({ id: 'a', state: { step: 'intended' } });
    world.leave({ id: 'b', state: { step: 'intended' } });
    await decide('sendNow', 'a', 'b');
    expect(window.shown.map(({ order }) => order.count)).toEqual([2]);
  });
});

describe("'keepWaiting'", () => {
  test('goes on with what was accepted, and is no longer marked as waiting', async () => {
    await world.leaveAccepted({ id: 'a', paused: { kind: 'stillRunning' } });
    await decide('keepWaiting', 'a');
    expect(world.record('a')).toMatchObject({ state: { step: 'stored' }, paused: null });
  });

  test('goes on with what was finished', async () => {
    const pictureUrls = ['https://files.example.com/job-1/1.png'];
    world.leave({ id: 'a', state: { step: 'finished', requestId: 'job-1', pictureUrls, cost: 1 } });
    await decide('keepWaiting', 'a');
    expect([world.onDisk(), world.submits]).toEqual([{ a: 'history, stored' }, 0]);
  });
});

describe.each([
  ['sendNow', ['unknown', 'submitting', 'stored', 'failed', 'rejected', 'cancelled']],
  ['keepWaiting', ['unknown', 'submitting', 'stored', 'failed', 'rejected', 'cancelled']],
  [
    'submitAgain',
    ['intended', 'submitting', 'accepted', 'finished', 'stored', 'failed', 'rejected', 'cancelled'],
  ],
  [
    'dismiss',
    ['intended', 'submitting', 'accepted', 'finished', 'stored', 'failed', 'rejected', 'cancelled'],
  ],
  ['discard', ['unknown', 'submitting', 'accepted', 'finished', 'stored', 'failed', 'rejected', 'cancelled']],
  ['tryAgain', ['unknown', 'submitting', 'stored', 'cancelled']],
] as const)("'%s', on a button that stands there since yesterday,", (decision, steps) => {
  test.each(steps)('does nothing with what is %s', async (step) => {
    const left = world.leave({ id: 'a', state: states.find((state) => state.step === step)! });
    await decide(decision, 'a');
    expect(world.record('a')).toEqual(left);
    expect([world.onDisk(), world.claimed()]).toEqual([{ a: `open, ${step}` }, []]);
    expect([world.service.calls, window.shown, window.told]).toEqual([[], [], []]);
  });
});

describe("'tryAgain'", () => {
  test.each([failed, { step: 'rejected', failure } as const])('orders anew what is $step', async (state) => {
    const left = world.leave({ id: 'a', state, insert: { document: page, at: 0 } });
    await decide('tryAgain', 'a');
    expect([world.submits, world.onDisk()['a'], ordered()]).toEqual([
      1,
      `bin, ${state.step}`,
      ['history, stored'],
    ]);
    const { altText, apiBaseUrl, request, workspace } = left;
    const [id = ''] = window.generations.ordered;
    expect(world.record(id)).toMatchObject({ altText, apiBaseUrl, request, workspace });
    expect(world.pictures(page)).toHaveLength(1);
    expect(world.record('a')?.deletedAt).toBe(new Date(Date.parse(left.createdAt)).toISOString());
  });

  test('of what had begun to be inserted begins anew', async () => {
    const left = world.leave({ id: 'a', state: failed, insert: { document: page, at: 0 } });
    const delivery = {
      ...left.delivery,
      progress: { step: 'done', picture: 'file:///w/images/gone.png' },
    };
    world.disk.put('open/a.json', JSON.stringify({ ...left, delivery }));
    await decide('tryAgain', 'a');
    expect(world.pictures(page)).toHaveLength(1);
  });

  test('finds what was closed', async () => {
    await leaveClosed('a', failed);
    await decide('tryAgain', 'a');
    expect([world.submits, world.onDisk()['a']]).toEqual([1, 'bin, failed']);
  });

  test('pressed twice, or in two windows, pays once', async () => {
    await leaveClosed('a', failed);
    const windows = [window, window, world.open()];
    await world.clock.finish(
      Promise.all(windows.map(({ decisions }) => decisions.decide('tryAgain', ['a']))),
    );
    await decide('tryAgain', 'a');
    expect(world.submits).toBe(1);
    expect(world.claimed()).toEqual([]);
  });

  test('goes on with what the service has, and sends nothing for it', async () => {
    await leaveClosed('a', failed);
    await world.leaveAccepted({ id: 'b', paused: { kind: 'tokenRefused' } });
    world.service.calls.length = 0;
    await decide('tryAgain', 'a', 'b');
    expect([world.submits, world.onDisk()['b']]).toEqual([1, 'history, stored']);
  });

  test('orders nothing where nothing failed', async () => {
    await world.leaveAccepted({ id: 'b' });
    await decide('tryAgain', 'b');
    expect(window.generations.ordered).toEqual([]);
    expect(window.told).toHaveLength(1);
  });

  test('that cannot be put down leaves what failed where it was', async () => {
    await leaveClosed('a', failed);
    world.disk.before = (operation) => {
      if (operation === 'replace' && world.disk.paths('bin').length > 0) {
        world.disk.before = null;
        throw new Error('EIO');
      }
    };
    await decide('tryAgain', 'a');
    expect(world.submits).toBe(0);
    expect(window.told).toMatchObject([{ notRecorded: true }]);
    expect(world.onDisk()['a']).toBe('history, failed');
    expect(world.record('a')?.deletedAt).toBeNull();
  });

  test('leaves alone what another window does something with', async () => {
    await leaveClosed('a', failed);
    let done: () => void = () => undefined;
    const doing = world.open().generations.alone(
      'a',
      () =>
        new Promise<void>((resolve) => {
          done = resolve;
        }),
    );
    await settled();
    await decide('tryAgain', 'a');
    done();
    await doing;
    expect([world.submits, world.onDisk()]).toEqual([0, { a: 'history, failed' }]);
  });
});

describe("'submitAgain'", () => {
  test('orders anew what nobody knows of, and closes it', async () => {
    world.leave({ id: 'a', state: unknown });
    await decide('submitAgain', 'a');
    expect([world.submits, world.onDisk()['a'], ordered()]).toEqual([
      1,
      'history, unknown',
      ['history, stored'],
    ]);
  });

  test('pressed twice, or in two windows, pays once', async () => {
    world.leave({ id: 'a', state: unknown });
    const windows = [window, window, world.open()];
    await world.clock.finish(
      Promise.all(windows.map(({ decisions }) => decisions.decide('submitAgain', ['a']))),
    );
    await decide('submitAgain', 'a');
    expect([world.submits, world.claimed()]).toEqual([1, []]);
  });

  test('that cannot be put down leaves the matter to be decided', async () => {
    world.leave({ id: 'a', state: unknown });
    world.failAt('replace', 'open/', 1);
    await decide('submitAgain', 'a');
    expect(world.submits).toBe(0);
    expect(world.onDisk()['a']).toBe('open, unknown');
    expect(window.told).toMatchObject([{ notRecorded: true }]);
    await decide('submitAgain', 'a');
    expect(world.submits).toBe(1);
  });

  test('orders nothing where it cannot be closed: the button would pay again', async () => {
    world.leave({ id: 'a', state: unknown });
    world.failAt('move', 'open/');
    await expect(decide('submitAgain', 'a')).rejects.toMatchObject({ message: 'EIO' });
    expect([world.submits, world.onDisk(), world.claimed()]).toEqual([0, { a: 'open, unknown' }, []]);
    expect(window.log).toEqual(['A decision could not be carried out: Error: EIO']);
  });

  test('of several orders those that could be closed', async () => {
    world.leave({ id: 'a', state: unknown });
    world.leave({ id: 'b', state: unknown });
    world.failAt('move', 'open/a');
    await decide('submitAgain', 'a', 'b');
    expect(world.submits).toBe(1);
    expect([world.onDisk()['a'], world.onDisk()['b']]).toEqual(['open, unknown', 'history, unknown']);
    expect(world.claimed()).toEqual([]);
  });
});

describe("'discard'", () => {
  test('ends what was never sent', async () => {
    world.leave({ id: 'a', state: { step: 'intended' } });
    await decide('discard', 'a');
    expect(world.record('a')?.state).toEqual({ step: 'cancelled', requestId: null });
    expect([world.submits, world.onDisk(), world.claimed()]).toEqual([0, { a: 'history, cancelled' }, []]);
  });

  test('leaves it as it was, and free, where the disk does not take it', async () => {
    world.leave({ id: 'a', state: { step: 'intended' } });
    world.failAt('replace', 'open/');
    await expect(decide('discard', 'a')).rejects.toMatchObject({ message: 'EIO' });
    expect([world.onDisk(), world.claimed()]).toEqual([{ a: 'open, intended' }, []]);
  });
});

test("'dismiss' closes what nobody knows of, and pays nothing", async () => {
  world.leave({ id: 'a', state: unknown });
  await decide('dismiss', 'a');
  expect([world.submits, world.onDisk(), world.claimed()]).toEqual([0, { a: 'history, unknown' }, []]);
});

describe("'remove'", () => {
  test.each(states)('moves what is $step to the bin', async (state) => {
    world.leave({ id: 'a', state });
    await decide('remove', 'a');
    expect([world.onDisk(), world.claimed()]).toEqual([{ a: `bin, ${state.step}` }, []]);
    expect(world.record('a')?.deletedAt).toBe(new Date(world.clock.now()).toISOString());
  });

  test('leaves alone what is carried on, here or elsewhere', async () => {
    await world.leaveAccepted({ id: 'a' });
    await world.leaveAccepted({ id: 'b' });
    await window.generations.take('a');
    await world.open().generations.take('b');
    await decide('remove', 'a', 'b');
    expect(world.onDisk()).toEqual({ a: 'open, accepted', b: 'open, accepted' });
  });

  test('removes what it can, and notes what it cannot', async () => {
    await leaveClosed('a', failed);
    await leaveClosed('b', failed);
    world.failAt('move', 'history/a');
    await decide('remove', 'a', 'b');
    expect(world.onDisk()).toEqual({ a: 'history, failed', b: 'bin, failed' });
    expect(window.log).toEqual(['A decision could not be carried out: Error: EIO']);
  });

  test('says the first of the faults where nothing could be removed', async () => {
    await leaveClosed('a', failed);
    await leaveClosed('b', failed);
    world.disk.before = (operation, path) => {
      if (operation === 'move') {
        throw new Error(path);
      }
    };
    await expect(decide('remove', 'a', 'b')).rejects.toMatchObject({ message: 'history/a.json' });
    expect(world.claimed()).toEqual([]);
  });
});
