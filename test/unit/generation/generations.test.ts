import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Draft } from '../../../src/generation/intendOrder.ts';
import type { GenerationRecord } from '../../../src/records/generationRecord.ts';
import type { DiskOperation } from '../records/memoryDisk.ts';
import { sampleRecord, showing } from '../records/sampleRecord.ts';
import { shelvesOnDisk } from '../records/shelvesOnDisk.ts';
import { settled } from './virtualClock.ts';
import { Life, World } from './world.ts';

// For a machine that has much else to do.
vi.setConfig({ testTimeout: 60_000 });

const stale = 60_000;
const { apiBaseUrl, workspace, altText, request } = sampleRecord();
const draft: Draft = { apiBaseUrl, workspace, altText, request, delivery: showing };
const never = new AbortController().signal;

let world: World;
let life: Life;

beforeEach(begin);

function begin(): void {
  world = new World(sampleRecord({ delivery: showing }));
  life = new Life(world);
}

afterEach(() => {
  expect(world.broken).toEqual([]);
});

async function intend(): Promise<GenerationRecord> {
  const [record] = await life.generations.intend([draft]);
  return record!;
}

function fail(...operations: DiskOperation[]): void {
  world.disk.before = (operation) => {
    if (operations.includes(operation)) {
      throw new Error('EIO');
    }
  };
}

describe('an order', () => {
  const hare: Draft = { ...draft, altText: 'A hare', request: { ...request, seed: 8 } };

  test('is put down as it was drafted, each generation as intended, and held', async () => {
    const records = await life.generations.intend([draft, hare]);
    const shared = { createdAt: '2026-03-04T05:06:07.000Z', state: { step: 'intended' }, paused: null };
    expect(records).toMatchObject([
      { ...draft, ...shared, order: { id: '1', index: 1, count: 2 }, saved: [], deletedAt: null },
      { ...hare, ...shared, order: { id: '1', index: 2, count: 2 }, saved: [], deletedAt: null },
    ]);
    expect(shelvesOnDisk(world.disk)).toEqual({ open: records.toReversed(), history: [], bin: [] });
    expect(records.map(({ id }) => life.generations.isHeld(id))).toEqual([true, true]);
    expect(life.generations.ordered).toEqual(records.map(({ id }) => id));
  });

  test('has ids that begin with their time, so that later ones stand behind it', async () => {
    const record = await intend();
    await world.clock.pass(1);
    const later = await intend();
    expect([record.id < later.id, later.id.startsWith('20260304T050607001Z-')]).toEqual([true, true]);
  });

  test('that is in other windows as well is carried on by none of them', async () => {
    const { id } = await intend();
    expect(await new Life(world).generations.take(id)).toBeNull();
  });

  describe('that cannot be put down as a whole', () => {
    const drafts = [draft, hare, draft];

    /** So many things the disk is asked for an order. */
    async function operationsOf(order: readonly Draft[]): Promise<number> {
      let operations = 0;
      world.disk.before = () => {
        operations++;
      };
      await life.generations.intend(order);
      begin();
      return operations;
    }

    test.each(['before', 'after'] as const)(
      'leaves nothing that could be sent, wherever the disk failed once, %s it did what was asked',
      async (moment) => {
        const count = await operationsOf(drafts);
        expect(count).toBeGreaterThan(10);
        for (let failing = 0; failing < count; failing++) {
          begin();
          let operations = 0;
          world.disk[moment] = () => {
            if (operations++ === failing) {
              throw new Error('EIO');
            }
          };
          await expect(life.generations.intend(drafts)).rejects.toThrow('EIO');
          expect(world.disk.paths('open')).toEqual([]);
          const steps = shelvesOnDisk(world.disk).history.map(({ state }) => state);
          expect(steps.every((state) => state.step === 'cancelled' && state.requestId === null)).toBe(true);
          expect([life.generations.ordered, life.book.list('open'), world.service.calls]).toEqual([
            [],
            [],
            [],
          ]);
        }
      },
    );

    test('is not held, though the disk fails for good from then on, and sends nothing', async () => {
      const count = await operationsOf(drafts);
      for (let failing = 0; failing < count; failing++) {
        begin();
        let operations = 0;
        world.disk.before = () => {
          if (operations++ >= failing) {
            throw new Error('EIO');
          }
        };
        await expect(life.generations.intend(drafts)).rejects.toThrow('EIO');
        world.disk.before = null;
        await world.clock.pass(stale);
        const next = new Life(world);
        for (const record of await next.book.loadOpen()) {
          expect([life.generations.isHeld(record.id), record.state.step]).toEqual([false, 'intended']);
          // It waits for the person.
          expect(await next.generations.take(record.id)).toEqual(record);
        }
        expect([life.generations.ordered, world.service.calls]).toEqual([[], []]);
      }
    });

    test('since somebody else has its id leaves what is theirs alone', async () => {
      const taken = new Life(world);
      const [theirs] = await taken.generations.intend([draft]);
      const before = shelvesOnDisk(world.disk);
      vi.spyOn(world, 'newId').mockReturnValue('2');
      await expect(life.generations.intend([draft])).rejects.toThrow('claimed already');
      expect([shelvesOnDisk(world.disk), taken.generations.isHeld(theirs!.id)]).toEqual([before, true]);
    });
  });
});

describe('a run', () => {
  test('that is asked for twice is one: the second call joins it', async () => {
    const record = await intend();
    const runs = [life.generations.run(record), life.generations.run(record)];
    expect(await world.clock.finish(Promise.all(runs))).toMatchObject([
      { outcome: 'stored' },
      { outcome: 'stored' },
    ]);
    expect([world.submits, life.generations.running]).toEqual([1, 0]);
  });

  test('is one, and sends once, whenever and however often it is asked for, with whatever record', async () => {
    const step = fc.record({
      asks: fc.constantFrom('intended', 'current', 'takes', 'nothing'),
      passing: fc.constantFrom(0, 300, 2000, 10_000),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 1, maxLength: 8 }),
        fc.boolean(),
        async (steps, isFailing) => {
          begin();
          if (isFailing) {
            world.service.answers.readStatus.push({
              state: 'unclear',
              failure: { kind: 'tokenRefused', detail: '' },
              retryAfter: null,
            });
          }
          const intended = await intend();
          const { generations, book } = life;
          for (const { asks, passing } of steps) {
            if (asks === 'takes') {
              await generations.letGo(intended.id);
              await generations.take(intended.id);
            } else if (asks !== 'nothing') {
              const record = asks === 'intended' ? intended : (book.get(intended.id) ?? intended);
              generations.run(record).catch(() => undefined);
            }
            await world.clock.pass(passing);
          }
          await world.clock.pass(60_000);
          expect([world.broken, world.submits <= 1]).toEqual([[], true]);
        },
      ),
      { numRuns: 200 },
    );
  });

  test('with a record of yesterday, after it was sent, sends nothing', async () => {
    const record = await intend();
    await world.clock.finish(life.generations.run(record));
    expect(await world.clock.finish(life.generations.run(record))).toMatchObject({ outcome: 'notRecorded' });
    expect([world.submits, world.onDisk()?.state.step]).toEqual([1, 'stored']);
  });

  test('of what this window does not hold is refused', async () => {
    const record = await intend();
    await life.generations.letGo(record.id);
    await expect(life.generations.run(record)).rejects.toThrow('not held');
    expect([world.service.calls, life.generations.running]).toEqual([[], 0]);
  });

  test('tells where it is while it lasts, and counts from its first phase to its end', async () => {
    const record = await intend();
    const { generations } = life;
    const heard: unknown[] = [];
    generations.onDidChange(() => heard.push([generations.phaseOf(record.id)?.phase, generations.running]));
    await world.clock.finish(generations.run(record));
    const told = heard.map((each) => JSON.stringify(each));
    expect([...new Set(told)].map((each) => JSON.parse(each) as unknown)).toEqual([
      ['waiting', 1],
      ['sending', 1],
      ['queued', 1],
      ['running', 1],
      [null, 0],
    ]);
    expect(generations.phaseOf(record.id)).toBeNull();
  });

  test('tells its own observer and nobody who wants to hear no more', async () => {
    const record = await intend();
    const heard: string[] = [];
    life.generations.onDidChange(() => heard.push('change'))();
    const phases: string[] = [];
    await world.clock.finish(life.generations.run(record, { onPhase: ({ phase }) => phases.push(phase) }));
    expect([new Set(phases).size, heard]).toEqual([4, []]);
  });

  test('waits for its turn with the other runs of its window', async () => {
    const [one, two] = await life.generations.intend([draft, draft]);
    const runs = [one!, two!].map((record) => life.generations.run(record));
    await settled();
    expect([one!, two!].map(({ id }) => life.generations.phaseOf(id)?.phase)).toEqual(['queued', 'waiting']);
    expect([world.submits, life.generations.running]).toEqual([1, 2]);
    life.suspend();
    await Promise.all(runs);
  });

  test('is reached by a cancel', async () => {
    const record = await intend();
    const cancellations: unknown[] = [];
    const run = life.generations.run(record, { onCancellation: (each) => cancellations.push(each) });
    await settled();
    life.generations.cancel('another');
    life.generations.cancel(record.id);
    expect(await world.clock.finish(run)).toEqual({ outcome: 'cancelled', sent: true });
    expect(cancellations).toEqual([{ outcome: 'cancelled' }]);
  });

  test('is reached by a cancel that came before it began, and is never sent', async () => {
    const record = await intend();
    life.generations.cancel(record.id);
    const run = life.generations.run(record);
    expect(await world.clock.finish(run)).toEqual({ outcome: 'cancelled', sent: false });
    expect(world.service.calls).toEqual([]);
  });

  test('after one that was cancelled is not cancelled, when the record was let go of and taken again', async () => {
    const release = await life.slots.take(never);
    const { id } = await intend();
    life.generations.cancel(id);
    await life.generations.letGo(id);
    release?.();
    const record = await life.generations.take(id);
    expect(await world.clock.finish(life.generations.run(record!))).toMatchObject({ outcome: 'stored' });
  });
});

describe('the right to carry on a record', () => {
  async function leave(): Promise<GenerationRecord> {
    const record = await intend();
    await life.generations.letGo(record.id);
    return record;
  }

  test('comes with the record as it is now, whatever this window knew of it', async () => {
    const record = await leave();
    const next = new Life(world);
    await next.book.loadOpen();
    const changed = { ...record, paused: { kind: 'noCredit' } } as const;
    await life.book.write(changed);
    expect([next.book.get(record.id), await next.generations.take(record.id)]).toEqual([record, changed]);
    expect(next.generations.isHeld(record.id)).toBe(true);
  });

  test('is had once in a window, which keeps it', async () => {
    const { id } = await leave();
    const taken = await Promise.all([life.generations.take(id), life.generations.take(id)]);
    expect(taken.map((each) => each?.id ?? null).toSorted()).toEqual([id, null]);
    expect([await life.generations.take(id), life.generations.isHeld(id)]).toEqual([null, true]);
    expect(await new Life(world).generations.take(id)).toBeNull();
  });

  test('that was lost comes back only when what was done with it has ended', async () => {
    const { id } = await intend();
    life.process.sleep();
    await world.clock.pass(stale);
    const next = new Life(world);
    await next.generations.take(id);
    await next.generations.letGo(id);
    life.process.wake();
    await world.clock.pass(stale);
    expect(await life.generations.take(id)).toBeNull();
    await life.generations.letGo(id);
    expect([(await life.generations.take(id))?.id, await next.generations.take(id)]).toEqual([id, null]);
  });

  test.each(['gone', 'closed', 'damaged', 'of a newer version'])(
    'is not had where the record is %s, and not kept',
    async (how) => {
      const { id } = await leave();
      if (how === 'gone') {
        await world.disk.remove(`open/${id}.json`);
      } else if (how === 'closed') {
        await world.disk.move(`open/${id}.json`, `history/${id}.json`);
      } else {
        world.disk.put(`open/${id}.json`, how === 'damaged' ? '{' : '{"version":2}');
      }
      expect([await life.generations.take(id), life.generations.isHeld(id)]).toEqual([null, false]);
      expect(world.disk.paths('claims')).toEqual([]);
    },
  );

  test('is not kept where the disk does not give the record', async () => {
    const record = await leave();
    world.disk.before = (operation, path) => {
      if (operation === 'read' && path.startsWith('open/')) {
        throw new Error('EIO');
      }
    };
    await expect(life.generations.take(record.id)).rejects.toThrow('EIO');
    world.disk.before = null;
    expect([life.generations.isHeld(record.id), await new Life(world).generations.take(record.id)]).toEqual([
      false,
      record,
    ]);
  });

  test('to several is had as far as they are free', async () => {
    const records = await life.generations.intend([draft, draft, draft]);
    const ids = records.map(({ id }) => id);
    await life.generations.letGo(ids[0]!);
    await life.generations.letGo(ids[2]!);
    const next = new Life(world);
    expect((await next.generations.takeAll(ids)).map(({ id }) => id)).toEqual([ids[0], ids[2]]);
  });

  test('to several is not kept where the disk fails in between', async () => {
    const records = await life.generations.intend([draft, draft, draft]);
    const ids = records.map(({ id }) => id);
    for (const id of ids) {
      await life.generations.letGo(id);
    }
    world.disk.before = (operation, path) => {
      if (operation === 'read' && path === `open/${ids[2]}.json`) {
        throw new Error('EIO');
      }
    };
    await expect(life.generations.takeAll(ids)).rejects.toThrow('EIO');
    world.disk.before = null;
    expect(ids.filter((id) => life.generations.isHeld(id))).toEqual([]);
    expect((await new Life(world).generations.takeAll(ids)).map(({ id }) => id)).toEqual(ids);
  });

  test('is any window’s when it was let go of', async () => {
    const record = await intend();
    const heard: unknown[] = [];
    life.generations.onDidChange(() => heard.push(life.generations.isHeld(record.id)));
    await life.generations.letGo(record.id);
    expect(heard).toEqual([false]);
    expect(await new Life(world).generations.take(record.id)).toEqual(record);
  });

  test('is any window’s after a minute, though the disk failed when it was let go of', async () => {
    const record = await intend();
    fail('read', 'remove', 'list');
    await life.generations.letGo(record.id);
    world.disk.before = null;
    expect(life.generations.isHeld(record.id)).toBe(false);
    await world.clock.pass(stale);
    expect(await new Life(world).generations.take(record.id)).toEqual(record);
  });

  test('goes when the record is closed', async () => {
    const record = await intend();
    await life.generations.close(record.id);
    expect([life.generations.isHeld(record.id), world.disk.paths('claims')]).toEqual([false, []]);
    expect(shelvesOnDisk(world.disk)).toEqual({ open: [], history: [record], bin: [] });
  });

  test('goes when the disk does not close the record, which stays open', async () => {
    const record = await intend();
    fail('move');
    await expect(life.generations.close(record.id)).rejects.toThrow('EIO');
    world.disk.before = null;
    expect(life.generations.isHeld(record.id)).toBe(false);
    expect(await new Life(world).generations.take(record.id)).toEqual(record);
  });

  test('is not needed to let go of what nobody has', async () => {
    await life.generations.letGo('another');
    expect(life.generations.isHeld('another')).toBe(false);
  });
});

describe('a window that closes', () => {
  test('leaves what it runs as it is on disk, and waits for what is on its way', async () => {
    const records = await life.generations.intend([draft, draft]);
    const runs = records.map((record) => life.generations.run(record));
    await settled();
    const before = shelvesOnDisk(world.disk);
    await world.clock.finish(life.generations.suspend());
    expect([life.generations.running, life.generations.suspended.aborted]).toEqual([0, true]);
    expect(await Promise.all(runs)).toEqual([{ outcome: 'suspended' }, { outcome: 'suspended' }]);
    expect(shelvesOnDisk(world.disk)).toEqual(before);
    expect(before.open.map(({ state }) => state.step).toSorted()).toEqual(['accepted', 'intended']);
  });

  test('waits until the answer to a request on its way is put down', async () => {
    const record = await intend();
    world.onCall = () => {
      // The answer is long on its way.
      life.process.sleep();
    };
    const run = life.generations.run(record);
    await settled();
    let mayClose = false;
    const suspended = life.generations.suspend().then(() => {
      mayClose = true;
    });
    await settled();
    expect([mayClose, world.service.calls]).toEqual([false, ['submit']]);
    life.process.wake();
    await suspended;
    expect(world.onDisk()?.state).toMatchObject({ step: 'accepted', requestId: 'job-1' });
    expect(await run).toEqual({ outcome: 'suspended' });
  });

  test('begins nothing more', async () => {
    const record = await intend();
    await life.generations.suspend();
    expect(await life.generations.run(record)).toEqual({ outcome: 'suspended' });
    expect([world.service.calls, world.onDisk()]).toEqual([[], record]);
  });
});

test('each job is followed at the API that has it', async () => {
  const asked: string[] = [];
  const elsewhere = new Life(world, null, (url) => asked.push(url));
  const [record] = await elsewhere.generations.intend([
    { ...draft, apiBaseUrl: 'https://other.example.com' },
  ]);
  await world.clock.finish(elsewhere.generations.run(record!));
  expect(asked).toEqual(['https://other.example.com']);
});

describe('work on a record that nobody carries on', () => {
  test('is done while no window can take it, and lets it go', async () => {
    const { id } = await intend();
    await life.generations.letGo(id);
    const other = new Life(world);

    const done = await life.generations.alone(id, () => other.generations.take(id));

    expect(done).toBeNull();
    expect(await other.generations.take(id)).toMatchObject({ id });
  });

  test('is not done where this window or another carries it on', async () => {
    const { id } = await intend();
    const other = new Life(world);
    const work = vi.fn(() => Promise.resolve('done'));

    expect(await life.generations.alone(id, work)).toBeNull();
    expect(await other.generations.alone(id, work)).toBeNull();

    expect(work).not.toHaveBeenCalled();
    expect(life.generations.isHeld(id)).toBe(true);
  });

  test('that fails lets it go, too', async () => {
    const { id } = await intend();
    await life.generations.letGo(id);

    await expect(life.generations.alone(id, () => Promise.reject(new Error('EIO')))).rejects.toThrow('EIO');

    expect(await new Life(world).generations.take(id)).toMatchObject({ id });
  });

  test('gives what it resolves with', async () => {
    const { id } = await intend();
    await life.generations.letGo(id);
    expect(await life.generations.alone(id, () => Promise.resolve('done'))).toBe('done');
  });
});
