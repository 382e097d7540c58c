import { beforeEach, describe, expect, test } from 'vitest';
import type { Reading } from '../../../src/generation/service.ts';
import { settled } from '../generation/virtualClock.ts';
import type { OrderWindow } from './orderWindow.ts';
import { OrdersWorld, otherPage, page } from './ordersWorld.ts';

const tokenRefused: Reading = {
  state: 'unclear',
  failure: { kind: 'tokenRefused', detail: 'who are you' },
  retryAfter: null,
};

let world: OrdersWorld;
let window: OrderWindow;

beforeEach(() => {
  world = new OrdersWorld();
  window = world.open();
});

describe('an order', () => {
  test('is sent, brought home, told once, and kept in the history', async () => {
    const placed = await world.clock.finish(window.orders.place([world.draftToShow()]));
    expect(placed).toBe(true);
    expect(window.told).toMatchObject([
      {
        ended: [{ record: { state: { step: 'stored' } }, outcome: { outcome: 'stored' } }],
        delivered: [],
        notRecorded: false,
      },
    ]);
    expect(Object.values(world.onDisk())).toEqual(['history, stored']);
    expect([world.submits, world.claimed()]).toEqual([1, []]);
  });

  test('for places in two documents puts each picture into its own', async () => {
    const drafts = [
      world.draftToInsert(page, 0),
      world.draftToInsert(page, 1),
      world.draftToInsert(otherPage, 0),
    ];
    await world.clock.finish(window.orders.place(drafts));
    expect([world.pictures(page).length, world.pictures(otherPage).length]).toEqual([2, 1]);
    expect(window.told[0]?.delivered.map(({ outcome }) => outcome)).toEqual([
      'inserted',
      'inserted',
      'inserted',
    ]);
    expect(Object.values(world.onDisk())).toEqual(Array(3).fill('history, stored'));
    expect(world.claimed()).toEqual([]);
  });

  test('is shown as one, with each of its generations by its number', async () => {
    const placing = window.orders.place([world.draftToShow(1), world.draftToInsert(page, 0)]);
    await world.clock.finish(placing);
    expect(window.shown).toHaveLength(1);
    const { order, phases, ended } = window.shown[0]!;
    expect([order.count, order.inserts]).toEqual([2, true]);
    expect(phases).toContainEqual([0, 'sending']);
    expect(phases).toContainEqual([1, 'running']);
    expect(ended.toSorted()).toEqual([
      [0, 'stored'],
      [1, 'stored'],
    ]);
  });

  test('for the gallery is not shown as one for documents', async () => {
    await world.clock.finish(window.orders.place([world.draftToShow()]));
    expect(window.shown[0]?.order.inserts).toBe(false);
  });

  test('hears from its view when all is sent', async () => {
    let placed = false;
    window.onShown = ({ onPlaced }) => {
      onPlaced();
    };
    await world.clock.finish(
      window.orders.place([world.draftToShow()], () => {
        placed = true;
      }),
    );
    expect(placed).toBe(true);
  });

  test('that is cancelled is cancelled as a whole', async () => {
    world.service.course = { queuedFor: 20_000, runningFor: 3000, ending: 'succeeded' };
    const placing = window.orders.place([world.draftToShow(1), world.draftToShow(2)]);
    await settled();
    window.shown[0]?.order.onCancel();
    await world.clock.finish(placing);
    expect(Object.values(world.onDisk())).toEqual(['history, cancelled', 'history, cancelled']);
    expect(Object.values(window.outcomes())).toEqual(['cancelled', 'cancelled']);
  });

  test('that cannot be put down is not sent, and that is told', async () => {
    world.failAt('replace', 'open/');
    let placed = false;
    const ordered = await world.clock.finish(
      window.orders.place([world.draftToShow()], () => {
        placed = true;
      }),
    );
    expect([ordered, placed, world.submits]).toEqual([false, true, 0]);
    expect(window.told).toEqual([{ ended: [], delivered: [], notRecorded: true }]);
    expect(window.log).toEqual(['A record could not be written, so nothing was sent: Error: EIO']);
    expect(window.shown).toEqual([]);
  });

  test('goes on though it cannot be told', async () => {
    window.tellingFault = new Error('no messages today');
    await world.clock.finish(window.orders.place([world.draftToShow()]));
    expect(Object.values(world.onDisk())).toEqual(['history, stored']);
    expect(window.log).toContain('An outcome could not be told: Error: no messages today');
  });

  test('says in the log how each ended', async () => {
    world.service.fates.submit.push('answered', 'refused');
    await world.clock.finish(window.orders.place([world.draftToShow(1), world.draftToShow(2)]));
    const [one, other] = window.generations.ordered;
    expect(window.log.toSorted()).toEqual([`${one}: stored`, `${other}: rejected, noCredit: no credit`]);
  });
});

describe('a place in a document', () => {
  test('moves with the edits of its document while the job runs', async () => {
    const placing = window.orders.place([world.draftToInsert(page, 2)]);
    await settled();
    // Nothing of what was remembered is left there to be found.
    const { text } = world.documents.pages.get(page)!;
    world.documents.change(page, 0, text.length, 'Written anew as a whole\n');
    await world.clock.finish(placing);
    expect(world.pictures(page)).toHaveLength(1);
  });

  test('is followed no longer when its picture stands there', async () => {
    await world.clock.finish(window.orders.place([world.draftToInsert(page, 0)]));
    const [id = ''] = window.generations.ordered;
    expect(window.documents.followedPlace(id)).toBeNull();
  });

  test('is followed on where the picture could not be put there', async () => {
    window.documents.apply = () => Promise.resolve(false);
    await world.clock.finish(window.orders.place([world.draftToInsert(page, 0)]));
    const [id = ''] = window.generations.ordered;
    expect(window.documents.followedPlace(id)).not.toBeNull();
    expect([Object.values(world.onDisk()), world.claimed()]).toEqual([['open, stored'], []]);
  });

  test('is not followed in a document that is closed, or where it is not found', () => {
    const record = world.leave({ id: 'a', state: { step: 'intended' }, insert: { document: page, at: 0 } });
    world.documents.removeParagraph(page, 0);
    window.orders.followPlace(record);
    expect(window.documents.followedPlace('a')).toBeNull();
    world.documents.close(page);
    window.orders.followPlace(record);
    expect(window.documents.followedPlace('a')).toBeNull();
  });
});

describe('what cannot be followed now', () => {
  test('waits, marked so, free for any window, and is told', async () => {
    world.service.answers.readStatus.push(tokenRefused);
    await world.clock.finish(window.orders.place([world.draftToShow()]));
    const [id = ''] = window.generations.ordered;
    expect(world.record(id)).toMatchObject({ state: { step: 'accepted' }, paused: { kind: 'tokenRefused' } });
    expect(window.outcomes()).toEqual({ [id]: 'paused' });
    expect(window.told[0]?.ended[0]?.record).toMatchObject({
      state: { step: 'accepted' },
      paused: { kind: 'tokenRefused' },
    });
    expect([world.onDisk()[id], world.claimed()]).toEqual(['open, accepted', []]);
  });

  test('is no longer marked when it is carried on', async () => {
    const { id } = await world.leaveAccepted({ id: 'a', paused: { kind: 'tokenRefused' } });
    const taken = await window.generations.takeAll([id]);
    const carrying = window.orders.carryOn(taken);
    await settled();
    expect(world.record(id)?.paused).toBeNull();
    await world.clock.finish(carrying);
    expect(world.record(id)).toMatchObject({ state: { step: 'stored' }, paused: null });
  });

  test('is told, though the disk does not take the mark', async () => {
    world.service.answers.readStatus.push(tokenRefused);
    const placing = window.orders.place([world.draftToShow()]);
    world.service.onCall = (call) => {
      if (call === 'readStatus') {
        world.failAt('replace', 'open/');
      }
    };
    await world.clock.finish(placing);
    const [id = ''] = window.generations.ordered;
    expect(window.outcomes()).toEqual({ [id]: 'paused' });
    expect(window.log).toContain(`The record of ${id} could not be written: Error: EIO`);
    expect(world.claimed()).toEqual([]);
  });
});

describe('whatever breaks', () => {
  test('no claim is kept', async () => {
    window.onShown = () => {
      throw new Error('no window to show it in');
    };
    const placing = window.orders.place([world.draftToShow(1), world.draftToShow(2)]);
    await expect(world.clock.finish(placing)).rejects.toThrow('no window to show it in');
    expect(world.claimed()).toEqual([]);
    expect(window.generations.ordered.some((id) => window.generations.isHeld(id))).toBe(false);
  });

  test('one generation of an order keeps no other from its end', async () => {
    const accepted = await world.leaveAccepted({ id: 'b' });
    const notHeld = world.leave({ id: 'a', state: { step: 'intended' } });
    await window.generations.takeAll([accepted.id]);
    await world.clock.finish(window.orders.carryOn([notHeld, accepted]));
    expect(window.outcomes()).toEqual({ b: 'stored' });
    expect(window.log).toContain('a broke: Error: a is not held by this window');
    expect(world.onDisk()).toEqual({ a: 'open, intended', b: 'history, stored' });
  });

  test('an outcome is told that could not be moved to the history', async () => {
    world.failAt('move', 'open/');
    await world.clock.finish(window.orders.place([world.draftToShow()]));
    const [id = ''] = window.generations.ordered;
    expect(window.outcomes()).toEqual({ [id]: 'stored' });
    expect(window.log).toContain(`The record of ${id} could not be closed: Error: EIO`);
    expect([world.onDisk()[id], world.claimed()]).toEqual(['open, stored', []]);
  });

  test('a picture is told as stored, though the disk did not take that it is', async () => {
    const placing = window.orders.place([world.draftToShow()]);
    world.service.onCall = (call) => {
      if (call === 'download') {
        world.failAt('replace', 'open/');
      }
    };
    await world.clock.finish(placing);
    const [id = ''] = window.generations.ordered;
    expect(window.told[0]?.ended[0]?.record.state.step).toBe('stored');
    expect([world.onDisk()[id], world.claimed()]).toEqual(['open, finished', []]);
  });

  test('a step that the disk did not take is put down again', async () => {
    const placing = window.orders.place([world.draftToShow()]);
    world.service.onCall = (call) => {
      if (call === 'submit') {
        world.failAt('replace', 'open/', 1);
      }
    };
    await world.clock.finish(placing);
    const [id = ''] = window.generations.ordered;
    expect(window.log).toContain(`The record of ${id} could not be written: Error: EIO`);
    expect(world.onDisk()[id]).toBe('history, stored');
  });
});

describe("another workspace's order", () => {
  test('is brought home silently, and waits for its own window', async () => {
    const left = await world.leaveAccepted({ id: 'a', workspace: 'v', insert: { document: page, at: 0 } });
    await window.generations.take(left.id);
    await world.clock.finish(window.orders.fetchOnly(left));
    expect(world.onDisk()).toEqual({ a: 'open, stored' });
    expect([window.told, window.shown, world.pictures(page), world.claimed()]).toEqual([[], [], [], []]);
  });

  test('for the gallery is done when it is home', async () => {
    const left = await world.leaveAccepted({ id: 'a', workspace: 'v' });
    await window.generations.take(left.id);
    await world.clock.finish(window.orders.fetchOnly(left));
    expect(world.onDisk()).toEqual({ a: 'history, stored' });
  });

  test('that cannot be followed is marked so, and let go of', async () => {
    const left = await world.leaveAccepted({ id: 'a', workspace: 'v' });
    await window.generations.take(left.id);
    world.service.answers.readStatus.push(tokenRefused);
    await world.clock.finish(window.orders.fetchOnly(left));
    expect(world.record('a')?.paused).toEqual({ kind: 'tokenRefused' });
    expect([window.told, world.claimed()]).toEqual([[], []]);
  });

  test('is let go of where fetching it breaks', async () => {
    const left = await world.leaveAccepted({ id: 'a', workspace: 'v' });
    await window.generations.take(left.id);
    window.tools.generations.run = () => Promise.reject(new Error('broken'));
    await expect(window.orders.fetchOnly(left)).rejects.toThrow('broken');
    expect(world.claimed()).toEqual([]);
  });
});

describe('a window that closes', () => {
  test('may go when all of its orders have stopped, and leaves them to the next', async () => {
    const placing = window.orders.place([world.draftToShow()]);
    await world.clock.pass(100);
    let mayGo = false;
    const suspending = window.orders.suspend().then(() => {
      mayGo = true;
    });
    expect(mayGo).toBe(false);
    await world.clock.finish(suspending);
    await placing;
    const [id = ''] = window.generations.ordered;
    expect([world.onDisk()[id], window.outcomes()[id]]).toEqual(['open, accepted', 'suspended']);
    expect(world.claimed()).toEqual([]);
  });

  test('waits for a picture that is being put into a document', async () => {
    let apply: () => void = () => undefined;
    const applied = new Promise<void>((resolve) => {
      apply = resolve;
    });
    const original = window.documents.apply.bind(window.documents);
    window.documents.apply = async (edit) => {
      await applied;
      return original(edit);
    };
    const placing = window.orders.place([world.draftToInsert(page, 0)]);
    await world.clock.pass(60_000);
    let mayGo = false;
    const suspending = window.orders.suspend().then(() => {
      mayGo = true;
    });
    await settled();
    expect(mayGo).toBe(false);
    apply();
    await world.clock.finish(Promise.all([placing, suspending]));
    expect(world.pictures(page)).toHaveLength(1);
  });
});

describe('what a job cost', () => {
  const costUnknown: Reading = {
    state: 'succeeded',
    pictureUrls: ['https://files.example.com/job-1/1.png'],
    cost: null,
  };

  beforeEach(async () => {
    world.service.course = { queuedFor: 0, runningFor: 0, ending: 'succeeded' };
    world.service.answers.readResult.push(costUnknown);
    await world.clock.finish(window.orders.place([world.draftToShow()]));
  });

  test('is put down when the service tells it late', async () => {
    const [id = ''] = window.generations.ordered;
    expect(world.record(id)?.state).toMatchObject({ step: 'stored', cost: null });
    await world.clock.pass(10 * 60_000);
    expect(world.record(id)?.state).toMatchObject({ step: 'stored', cost: 0.0025 });
    expect(world.onDisk()[id]).toBe('history, stored');
  });

  test('is noted as not put down where the disk does not take it', async () => {
    const [id = ''] = window.generations.ordered;
    world.failAt('replace', 'history/');
    await world.clock.pass(10 * 60_000);
    expect(window.log).toContain(`The cost of ${id} could not be put down: Error: EIO`);
  });
});
