import { beforeEach, describe, expect, test } from 'vitest';
import { settled, VirtualClock } from '../generation/virtualClock.ts';
import { ClaimWindow, type Shared } from './claimWindow.ts';
import { MemoryDisk } from './memoryDisk.ts';

const seconds = 1000;
const heartbeat = 10 * seconds;
const stale = 60 * seconds;

let shared: Shared;
let one: ClaimWindow;
let another: ClaimWindow;

beforeEach(() => {
  shared = share();
  one = new ClaimWindow(shared);
  another = new ClaimWindow(shared);
});

function share(turn?: () => Promise<unknown>): Shared {
  const clock = new VirtualClock();
  const disk = new MemoryDisk(() => clock.now());
  return { clock, disk, windows: [], ...(turn === undefined ? {} : { turn }) };
}

function pass(milliseconds: number): Promise<void> {
  return shared.clock.pass(milliseconds);
}

describe('a generation', () => {
  test('is carried on by one window, and by the next when that lets go of it', async () => {
    expect([await one.acquire(), await another.acquire(), await one.acquire()]).toEqual([true, false, false]);
    await one.release();
    expect([await another.acquire(), await one.acquire()]).toEqual([true, false]);
  });

  test('is held apart from others, whatever their names', async () => {
    expect([await one.acquire('fox'), await another.acquire('fox-1'), await another.acquire('fo')]).toEqual([
      true,
      true,
      true,
    ]);
  });

  test('is held apart from others whose names are as long', async () => {
    expect([await one.acquire('fox'), await another.acquire('cow')]).toEqual([true, true]);
    expect(shared.disk.paths('claims')).toEqual(['claims/fox.1', 'claims/cow.1']);
  });

  test.each(['claims/fox.x', 'claims/fox.0', 'claims/fox.-1', 'claims/fox.1.5'])(
    'is free, though there is %s, which is no claim',
    async (path) => {
      shared.disk.put(path, '{"host":"here","process":1}');
      expect([await one.acquire(), one.holds, await one.claim!.isHeld()]).toEqual([true, true, true]);
      await one.release();
      expect(shared.disk.paths('claims')).toEqual([path]);
    },
  );

  test('leaves nothing behind when it is let go of', async () => {
    await one.acquire();
    one.kill();
    await another.acquire();
    await another.release();
    expect(shared.disk.paths('claims')).toEqual([]);
  });

  test('stays with a window that lives, however long it takes', async () => {
    await one.acquire();
    for (let minute = 0; minute < 120; minute++) {
      await pass(stale);
      expect(await another.acquire()).toBe(false);
    }
    expect(one.holds).toBe(true);
  });

  test('stays with a window whose disk does not answer for a while', async () => {
    await one.acquire();
    shared.disk.before = () => {
      throw new Error('EIO');
    };
    await pass(stale - heartbeat);
    shared.disk.before = null;
    expect([one.holds, await another.acquire()]).toEqual([true, false]);
  });
});

test('a window says that it lives as long as it holds, and no longer', async () => {
  const touched: string[] = [];
  shared.disk.before = (operation, path) => {
    touched.push(`${operation} ${path}`);
  };
  await one.acquire();
  touched.length = 0;
  await pass(3 * heartbeat);
  expect(touched.filter((each) => each === 'touch claims/fox.1')).toHaveLength(3);
  await one.release();
  touched.length = 0;
  await pass(3 * heartbeat);
  expect(touched).toEqual([]);
});

test('a window that was slow to take what was free does not get it when others came and went meanwhile', async () => {
  let open: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  let operations = 0;
  // It looks, and finds nothing; then it is held up.
  const slow = new ClaimWindow({ ...shared, turn: () => (++operations === 2 ? gate : Promise.resolve()) });
  const attempt = slow.acquire();
  await settled();
  await one.acquire();
  one.kill();
  await another.acquire();
  open();
  expect(await attempt).toBe(false);
  await pass(heartbeat);
  expect([another.holds, slow.holds]).toEqual([true, false]);
});

describe('a holder that is gone', () => {
  test('is followed at once where its process has ended', async () => {
    await one.acquire();
    one.kill();
    expect(await another.acquire()).toBe(true);
  });

  test('is followed after a minute where nobody can tell whether its process lives', async () => {
    const elsewhere = new ClaimWindow(shared, 'another machine');
    await elsewhere.acquire();
    elsewhere.kill();
    await pass(stale - 1);
    expect(await another.acquire()).toBe(false);
    await pass(1);
    expect(await another.acquire()).toBe(true);
  });

  test('is followed after a minute where another process has its number', async () => {
    await one.acquire();
    one.isAsleep = true;
    await pass(stale);
    expect(await another.acquire()).toBe(true);
  });

  test.each(['', '{"ho', '{"host":1}', 'null'])(
    'is followed after a minute where its claim was torn: %j',
    async (text) => {
      shared.disk.put('claims/fox.1', text);
      await pass(stale - 1);
      expect(await another.acquire()).toBe(false);
      await pass(1);
      expect(await another.acquire()).toBe(true);
    },
  );

  test.each(['before', 'within', 'after'] as const)(
    'is followed where it was killed %s any step of taking it',
    async (moment) => {
      for (let step = 0; step < 8; step++) {
        shared = share();
        const dying = new ClaimWindow(shared, 'here', { step, moment });
        shared.disk.put('claims/fox.3', '{"host":"here","process":99}');
        await Promise.race([dying.acquire(), dying.mortal.killed]);
        dying.kill();
        await pass(stale);
        expect(await new ClaimWindow(shared).acquire()).toBe(true);
      }
    },
  );
});

describe('a holder that slept and was followed', () => {
  beforeEach(async () => {
    await one.acquire();
    one.isAsleep = true;
    await pass(stale);
    expect(await another.acquire()).toBe(true);
  });

  async function wake(): Promise<void> {
    one.isAsleep = false;
    await pass(heartbeat);
  }

  test('loses when it wakes', async () => {
    await wake();
    expect([one.holds, another.holds]).toEqual([false, true]);
  });

  test('loses though its follower has let go of it', async () => {
    await another.release();
    await wake();
    expect(one.holds).toBe(false);
  });

  test('loses though its follower has let go of it, and a third has it', async () => {
    await another.release();
    const third = new ClaimWindow(shared);
    await third.acquire();
    await wake();
    expect([one.holds, third.holds]).toEqual([false, true]);
  });

  test('takes nothing from the new holder when it lets go', async () => {
    await another.release();
    const third = new ClaimWindow(shared);
    await third.acquire();
    one.isAsleep = false;
    await one.release();
    await pass(heartbeat);
    expect([third.holds, await one.acquire()]).toEqual([true, false]);
  });
});

test('a window that slept does not follow itself', async () => {
  await one.acquire();
  shared.clock.sleep(10 * stale);
  expect(await one.acquire()).toBe(false);
  await pass(heartbeat);
  expect(one.holds).toBe(true);
});

test('a window that has lost a generation can have it again', async () => {
  await one.acquire();
  one.isAsleep = true;
  await pass(stale);
  await another.acquire();
  one.isAsleep = false;
  await pass(heartbeat);
  await another.release();
  expect(await one.acquire()).toBe(true);
});

describe('a window that asks whether it still holds', () => {
  test('does so from its first moment until it lets go', async () => {
    await one.acquire();
    const claim = one.claim!;
    expect(await claim.isHeld()).toBe(true);
    await pass(10 * stale);
    expect([await claim.isHeld(), claim.lost.aborted]).toEqual([true, false]);
    await one.release();
    expect([await claim.isHeld(), claim.lost.aborted]).toEqual([false, false]);
  });

  test('says with it that it lives', async () => {
    await one.acquire();
    one.isAsleep = true;
    await pass(stale - 1);
    await one.claim!.isHeld();
    await pass(stale - 1);
    expect(await another.acquire()).toBe(false);
  });

  test.each([
    ['and that one holds', () => Promise.resolve()],
    ['and that one has let go', () => another.release()],
    [
      'and a third holds with its own number',
      async () => {
        await another.release();
        await new ClaimWindow(shared).acquire();
      },
    ],
  ])('knows at once when another has followed it, %s, and has lost', async (_, then) => {
    await one.acquire();
    const claim = one.claim!;
    one.isAsleep = true;
    await pass(stale);
    await another.acquire();
    await then();
    expect(claim.lost.aborted).toBe(false);
    expect([await claim.isHeld(), claim.lost.aborted, await claim.isHeld()]).toEqual([false, true, false]);
  });

  test('knows it though its follower has not yet removed its claim', async () => {
    await one.acquire();
    shared.disk.put('claims/fox.2', '{"host":"here","process":2}');
    expect([await one.claim!.isHeld(), one.holds]).toEqual([false, false]);
  });

  test('knows when its claim was removed', async () => {
    await one.acquire();
    shared.disk.files.clear();
    expect([await one.claim!.isHeld(), one.holds]).toEqual([false, false]);
  });

  test('is told of no answer where the disk gives none, and holds', async () => {
    await one.acquire();
    shared.disk.before = () => {
      throw new Error('EIO');
    };
    await expect(one.claim!.isHeld()).rejects.toThrow('EIO');
    shared.disk.before = null;
    expect([one.holds, await one.claim!.isHeld()]).toEqual([true, true]);
  });
});
