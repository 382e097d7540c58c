import { beforeEach, describe, expect, test } from 'vitest';
import type { GoOnOccasion } from '../../../src/orders/goOn.ts';
import type { GenerationRecord, GenerationState } from '../../../src/records/generationRecord.ts';
import { settled } from '../generation/virtualClock.ts';
import { failure, states } from '../records/sampleRecord.ts';
import type { OrderWindow } from './orderWindow.ts';
import { OrdersWorld, page } from './ordersWorld.ts';

let world: OrdersWorld;
let window: OrderWindow;

beforeEach(() => {
  world = new OrdersWorld();
  window = world.open();
});

function goOn(occasion: GoOnOccasion = 'start'): Promise<void> {
  return world.clock.finish(window.goOn(occasion));
}

const refused = { kind: 'tokenRefused' } as const;
type Done = 'carried on' | 'told as unknown' | 'told as not sent' | 'left alone';

/** What is due, by the step of the record and whether it waits for the person, at each occasion. */
const due: readonly [GenerationState['step'], GenerationRecord['paused'], Record<GoOnOccasion, Done>][] = [
  ['intended', null, { start: 'told as not sent', return: 'left alone', newToken: 'left alone' }],
  ['submitting', null, { start: 'told as unknown', return: 'told as unknown', newToken: 'left alone' }],
  ['unknown', null, { start: 'told as unknown', return: 'left alone', newToken: 'left alone' }],
  ['accepted', null, { start: 'carried on', return: 'carried on', newToken: 'carried on' }],
  ['accepted', refused, { start: 'carried on', return: 'left alone', newToken: 'carried on' }],
  ['finished', null, { start: 'carried on', return: 'carried on', newToken: 'carried on' }],
  ['finished', refused, { start: 'carried on', return: 'left alone', newToken: 'carried on' }],
  ['stored', null, { start: 'carried on', return: 'left alone', newToken: 'left alone' }],
  ['rejected', null, { start: 'carried on', return: 'left alone', newToken: 'left alone' }],
  ['failed', null, { start: 'carried on', return: 'left alone', newToken: 'left alone' }],
  ['cancelled', null, { start: 'left alone', return: 'left alone', newToken: 'left alone' }],
];

const cells = due.flatMap(([step, paused, byOccasion]) =>
  (Object.entries(byOccasion) as [GoOnOccasion, Done][]).map(
    ([occasion, done]) => ({ step, paused, occasion, done }) as const,
  ),
);

test.each(cells)('at $occasion what is $step, paused: $paused.kind, is $done', async (cell) => {
  await world.leaveAccepted({ id: 'other', workspace: 'another one' });
  const state = states.find(({ step }) => step === cell.step)!;
  world.leave({ id: 'a', state, paused: cell.paused });
  world.service.calls.length = 0;
  const going = window.goOn(cell.occasion);
  await settled();
  const done: Done =
    window.shown.length > 0
      ? 'carried on'
      : window.groups.length > 0
        ? 'told as unknown'
        : window.notSent.length > 0
          ? 'told as not sent'
          : 'left alone';
  expect(done).toBe(cell.done);
  await world.clock.finish(going);
  expect(world.claimed()).toEqual([]);
  expect(world.submits).toBe(0);
});

test('what was cancelled and not put away is put away, and not told once more', async () => {
  const cancelled = { step: 'cancelled', requestId: null } as const;
  world.leave({ id: 'a', state: cancelled });
  await goOn();
  expect(Object.values(world.onDisk())).toEqual(['history, cancelled']);
  expect([window.shown, window.groups, window.notSent, window.told]).toEqual([[], [], [], []]);
  expect(world.claimed()).toEqual([]);
});

describe('what was sent', () => {
  test('is followed to its end, and put where it was ordered for, each order as one', async () => {
    for (const [id, order, at] of [
      ['a', 'one', 0],
      ['b', 'one', 1],
      ['c', 'two', 2],
    ] as const) {
      await world.leaveAccepted({ id, order, insert: { document: page, at } });
    }
    await goOn();
    expect(world.pictures(page)).toHaveLength(3);
    expect(window.shown.map(({ order }) => order.count).toSorted()).toEqual([1, 2]);
    expect(Object.values(world.onDisk())).toEqual(Array(3).fill('history, stored'));
  });

  test('has its place followed from the start', async () => {
    await world.leaveAccepted({ id: 'a', insert: { document: page, at: 3 } });
    const going = window.goOn('start');
    await settled();
    world.documents.change(page, 0, world.documents.pages.get(page)!.text.length, 'Written anew\n');
    await world.clock.finish(going);
    expect(world.pictures(page)).toHaveLength(1);
  });

  test('and is held in this window already is left to whoever holds it', async () => {
    await world.leaveAccepted({ id: 'a' });
    await window.generations.take('a');
    await goOn();
    expect([window.shown, window.generations.isHeld('a')]).toEqual([[], true]);
  });

  test('goes on, whatever becomes of another order', async () => {
    await world.leaveAccepted({ id: 'a' });
    await world.leaveAccepted({ id: 'b' });
    world.leave({ id: 'c', state: { step: 'intended' } });
    window.onShown = () => {
      window.onShown = null;
      throw new Error('the first one breaks');
    };
    await expect(goOn()).rejects.toThrow('the first one breaks');
    expect(Object.values(world.onDisk()).toSorted()).toEqual([
      'history, stored',
      'open, accepted',
      'open, intended',
    ]);
    expect(window.notSent).toHaveLength(1);
    expect(world.claimed()).toEqual([]);
  });

  test('is let go of where, since the look, it came to wait for the person', async () => {
    const left = await world.leaveAccepted({ id: 'a' });
    world.disk.before = (operation) => {
      if (operation === 'create') {
        world.disk.before = null;
        world.disk.put('open/a.json', JSON.stringify({ ...left, paused: refused }));
      }
    };
    await goOn('return');
    expect([window.shown, world.claimed()]).toEqual([[], []]);
    expect(world.record('a')?.paused).toEqual(refused);
  });
});

describe('what was being sent', () => {
  test('is told as unknown, put down as that, and free for the person to decide', async () => {
    world.leave({ id: 'a', state: { step: 'submitting' } });
    await goOn();
    expect(world.record('a')?.state).toEqual({ step: 'unknown', failure: { kind: 'interrupted' } });
    expect(window.groups).toMatchObject([
      [{ record: { id: 'a' }, outcome: { outcome: 'unknown', failure: { kind: 'interrupted' } } }],
    ]);
    expect([world.onDisk(), world.claimed()]).toEqual([{ a: 'open, unknown' }, []]);
  });

  test('is told with what else ended in the same way', async () => {
    const unknown = (kind: 'interrupted' | 'serviceFailure'): GenerationState => ({
      step: 'unknown',
      failure: { kind },
    });
    world.leave({ id: 'a', order: 'one', state: { step: 'submitting' } });
    world.leave({ id: 'b', order: 'one', state: unknown('interrupted') });
    world.leave({ id: 'c', order: 'one', state: unknown('serviceFailure') });
    await goOn();
    const groups = window.groups.map((group) =>
      group.map(
        ({ record, outcome }) =>
          `${record.id} ${'failure' in outcome ? JSON.stringify(outcome.failure) : ''}`,
      ),
    );
    const detail = 'found after a restart';
    expect(world.record('c')?.state).toEqual(unknown('serviceFailure'));
    expect(groups.map((group) => group.toSorted()).toSorted()).toEqual([
      [
        `a ${JSON.stringify({ kind: 'interrupted', detail })}`,
        `b ${JSON.stringify({ kind: 'interrupted', detail })}`,
      ],
      [`c ${JSON.stringify({ kind: 'serviceFailure', detail })}`],
    ]);
  });

  test('is told all the same where the disk does not take it', async () => {
    world.leave({ id: 'a', state: { step: 'submitting' } });
    world.failAt('replace', 'open/');
    await goOn();
    expect(window.outcomes()).toEqual({ a: 'unknown' });
    expect(window.log).toEqual(['The record of a could not be written: Error: EIO']);
    expect([world.onDisk(), world.claimed()]).toEqual([{ a: 'open, submitting' }, []]);
  });
});

test('what was never sent is told as one message, and waits for the person', async () => {
  world.leave({ id: 'a', order: 'one', state: { step: 'intended' } });
  world.leave({ id: 'b', order: 'one', state: { step: 'intended' } });
  await goOn();
  expect(window.notSent.map((records) => records.map(({ id }) => id).toSorted())).toEqual([['a', 'b']]);
  expect([world.onDisk(), world.claimed(), world.submits]).toEqual([
    { a: 'open, intended', b: 'open, intended' },
    [],
    0,
  ]);
});

test('what cannot be told is noted', async () => {
  window.tellingFault = new Error('no messages today');
  world.leave({ id: 'a', state: { step: 'intended' } });
  world.leave({ id: 'b', state: { step: 'unknown', failure } });
  await goOn();
  expect(window.log).toEqual(Array(2).fill('What was found could not be told: Error: no messages today'));
});

describe("another workspace's order", () => {
  const grace = 5000;

  test('is given the time to be taken by its own window, which delivers it', async () => {
    await world.leaveAccepted({ id: 'a', workspace: 'v', insert: { document: page, at: 0 } });
    const going = window.goOn('start');
    await world.clock.pass(grace - 1);
    expect(world.claimed()).toEqual([]);
    const own = world.open('v');
    await world.clock.finish(Promise.all([going, own.goOn('start')]));
    expect([world.pictures(page).length, world.onDisk()]).toEqual([1, { a: 'history, stored' }]);
    expect([own.told.length, window.told.length]).toEqual([1, 0]);
  });

  test('is brought home after that, and put into its document by its own window', async () => {
    await world.leaveAccepted({ id: 'a', workspace: 'v', insert: { document: page, at: 0 } });
    await goOn();
    expect([world.onDisk(), world.pictures(page), world.claimed()]).toEqual([{ a: 'open, stored' }, [], []]);
    expect(window.told).toEqual([]);
    const own = world.open('v');
    await world.clock.finish(own.goOn('start'));
    expect([world.pictures(page).length, world.onDisk()]).toEqual([1, { a: 'history, stored' }]);
  });

  test('that was fetched by another window at the same time still comes into its document', async () => {
    world.service.course = { queuedFor: 20_000, runningFor: 3000, ending: 'succeeded' };
    await world.leaveAccepted({ id: 'a', workspace: 'v', insert: { document: page, at: 0 } });
    const going = window.goOn('start');
    await world.clock.pass(grace);
    expect(world.claimed()).toEqual(['a']);
    const own = world.open('v');
    await world.clock.finish(Promise.all([going, own.goOn('start')]));
    expect([world.pictures(page).length, world.onDisk()]).toEqual([1, { a: 'history, stored' }]);
  });

  test('is brought home where only its picture is missing', async () => {
    const { requestId } = await world.leaveAccepted({ id: 'a' });
    const pictureUrls = ['https://files.example.com/job-1/1.png'];
    const state = { step: 'finished', requestId, pictureUrls, cost: null } as const;
    world.leave({ id: 'a', workspace: 'v', state });
    await goOn();
    expect(world.onDisk()).toEqual({ a: 'history, stored' });
  });

  test.each(['intended', 'submitting', 'unknown', 'stored'] as const)(
    'is left to its own window where it is %s',
    async (step) => {
      const state = states.find((each) => each.step === step)!;
      const left = world.leave({ id: 'a', workspace: 'v', state, insert: { document: page, at: 0 } });
      await goOn();
      expect([window.groups, window.notSent, window.told, world.claimed()]).toEqual([[], [], [], []]);
      expect(world.record('a')).toEqual(left);
      expect(world.clock.waits).toEqual([]);
    },
  );

  test('is left alone by a window that closes meanwhile', async () => {
    await world.leaveAccepted({ id: 'a', workspace: 'v' });
    const going = window.goOn('start');
    await settled();
    await window.orders.suspend();
    await world.clock.finish(going);
    expect([world.onDisk(), world.claimed(), world.service.calls]).toEqual([
      { a: 'open, accepted' },
      [],
      ['submit'],
    ]);
  });

  test('that breaks keeps no other of them from coming home', async () => {
    await world.leaveAccepted({ id: 'a', workspace: 'v' });
    await world.leaveAccepted({ id: 'b', workspace: 'v' });
    const run = window.generations.run.bind(window.generations);
    window.generations.run = (record, observer) =>
      record.id === 'a' ? Promise.reject(new Error('a breaks')) : run(record, observer);
    await expect(goOn()).rejects.toThrow('a breaks');
    expect(world.onDisk()).toEqual({ a: 'open, accepted', b: 'history, stored' });
    expect(world.claimed()).toEqual([]);
  });
});

describe('what another window had at our start', () => {
  beforeEach(async () => {
    await world.leaveAccepted({ id: 'a', insert: { document: page, at: 0 } });
  });

  test('is ours when that window lets go of it', async () => {
    const other = world.open();
    await other.generations.take('a');
    const going = window.goOn('start');
    await world.clock.pass(60_000);
    expect(window.shown).toEqual([]);
    await other.generations.letGo('a');
    await world.clock.finish(going);
    expect([world.pictures(page).length, world.onDisk()]).toEqual([1, { a: 'history, stored' }]);
  });

  test('is ours when that window ends', async () => {
    const other = world.open();
    await other.generations.take('a');
    const going = window.goOn('start');
    await world.clock.pass(10_000);
    other.process.kill();
    await world.clock.finish(going);
    expect(world.pictures(page)).toHaveLength(1);
  });

  test('comes piece by piece, where that window lets go of one after the other', async () => {
    await world.leaveAccepted({ id: 'b', order: 'a', insert: { document: page, at: 1 } });
    await world.leaveAccepted({ id: 'c', order: 'a', insert: { document: page, at: 2 } });
    const other = world.open();
    await other.generations.takeAll(['a', 'b']);
    const going = window.goOn('start');
    for (const [count, id] of [
      [1, 'a'],
      [2, 'b'],
    ] as const) {
      await world.clock.pass(120_000);
      expect(world.pictures(page)).toHaveLength(count);
      await other.generations.letGo(id);
    }
    await world.clock.finish(going);
    expect(world.pictures(page)).toHaveLength(3);
  });

  test('is looked for ever more seldom, and no more when it is done', async () => {
    const other = world.open();
    await other.generations.take('a');
    const going = window.goOn('start');
    await world.clock.pass(4 * 60_000);
    expect(world.clock.waits).toEqual([5000, 10_000, 20_000, 40_000, 60_000, 60_000, 60_000]);
    await other.generations.close('a');
    await world.clock.finish(going);
    expect(world.clock.waits.filter((wait) => wait > 5000)).toHaveLength(6);
    expect(window.shown).toEqual([]);
  });

  test('is not looked for at another occasion', async () => {
    const other = world.open();
    await other.generations.take('a');
    await goOn('return');
    expect(world.clock.waits).toEqual([]);
  });

  test('is not looked for by a window that closes', async () => {
    const other = world.open();
    await other.generations.take('a');
    const going = window.goOn('start');
    await settled();
    await window.orders.suspend();
    await other.generations.letGo('a');
    await world.clock.finish(going);
    expect([world.onDisk(), window.shown]).toEqual([{ a: 'open, accepted' }, []]);
  });

  test('is not asked about while this window carries it on for the person', async () => {
    const other = world.open();
    await other.generations.take('a');
    const going = window.goOn('start');
    await settled();
    await other.generations.letGo('a');
    await window.generations.take('a');
    await world.clock.finish(going);
    expect([window.shown, window.generations.isHeld('a')]).toEqual([[], true]);
  });
});
