import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ComingPicture } from '../../../src/generation/outcome.ts';
import { sampleRecord, states } from '../records/sampleRecord.ts';
import type { Fate } from './fakeService.ts';
import { jobFailed, lost, onePixel, refused } from './fakeService.ts';
import { settled } from './virtualClock.ts';
import { Life, World } from './world.ts';

const never = new AbortController().signal;

let world: World;
let life: Life;

beforeEach(() => {
  begin(new World());
});

afterEach(() => {
  expect(world.broken).toEqual([]);
});

function begin(fresh: World): void {
  world = fresh;
  life = new Life(world);
}

/** The disk does not take the n-th record and those behind it: first the intent, then that it is being sent, and so on. */
function failDisk(from: number, until = Infinity, moment: 'before' | 'after' = 'before'): void {
  let writes = 0;
  world.diskMayFail = true;
  world.disk[moment] = (operation, path) => {
    if (operation === 'replace' && path === world.path && ++writes >= from && writes < until) {
      throw new Error('ENOSPC');
    }
  };
}

describe('a job that goes well', () => {
  test('ends with its checked picture on disk', async () => {
    const picture = {
      path: `pictures/${world.record.id}-1.png`,
      index: 1,
      count: 1,
      type: 'png',
      width: 1,
      height: 1,
      byteLength: onePixel.length,
      sha256: createHash('sha256').update(onePixel).digest('hex'),
      deletedAt: null,
    };
    const state = { step: 'stored', requestId: 'job-1', pictures: [picture], cost: 0.0025 };
    expect(await life.order()).toEqual({ outcome: 'stored', state });
    expect(world.onDisk()).toEqual({ ...world.record, state });
    expect(world.disk.text(picture.path)).toBe(onePixel.toString());
  });

  test('has each step on disk before the next begins', async () => {
    const seen: string[] = [];
    world.onCall = (call) => {
      seen.push(`${call} at ${world.onDisk()?.state.step ?? 'nothing'}`);
    };
    await life.order();
    expect([...new Set(seen)]).toEqual([
      'submit at submitting',
      'readStatus at accepted',
      'readResult at accepted',
      'download at finished',
    ]);
    expect(seen[0]).toBe('submit at submitting');
  });

  test('tells where it is, in the order in which it was there', async () => {
    world.service.answers.download.push({
      outcome: 'failed',
      failure: { kind: 'connectionLost', detail: '' },
      retryAfter: null,
    });
    await life.order();
    expect([...new Set(life.phaseNames)]).toEqual(['waiting', 'sending', 'queued', 'running', 'downloading']);
    expect(life.phases).toContainEqual({ phase: 'queued', place: 1 });
  });

  test('tells nothing of a download that is over in a moment', async () => {
    await life.order();
    await world.clock.pass(1000);
    expect(life.phaseNames.at(-1)).toBe('running');
  });

  test('tells each picture as it came, before it is on disk, with where it will stand', async () => {
    begin(new World(sampleRecord({ numImages: 2 })));
    const coming: ComingPicture[] = [];
    const stored: number[] = [];
    life.generations.onComing((picture) => {
      coming.push(picture);
      stored.push(world.disk.paths('pictures').length);
    });
    await life.order();
    expect(coming.map(({ bytes }) => bytes)).toEqual([onePixel, onePixel]);
    expect(coming.map(({ path }) => path).toSorted()).toEqual(world.disk.paths('pictures').toSorted());
    expect(stored).toEqual([0, 0]);
  });

  test('takes back a picture that it told of and that is not whole, before it tells of the one that is', async () => {
    world.service.answers.download.push({ outcome: 'bytes', bytes: onePixel.subarray(0, -1) });
    const told: ComingPicture['bytes'][] = [];
    life.generations.onComing(({ bytes }) => told.push(bytes));
    await life.order();
    expect(told).toEqual([onePixel.subarray(0, -1), null, onePixel]);
  });

  test('tells of nothing that does not begin as a picture', async () => {
    world.service.answers.download.push({ outcome: 'bytes', bytes: Buffer.from('<html>') });
    const told: ComingPicture['bytes'][] = [];
    life.generations.onComing(({ bytes }) => told.push(bytes));
    await life.order();
    expect(told).toEqual([onePixel]);
  });

  test('is sent as its record has it', async () => {
    await life.order();
    expect(world.service.jobs.get('job-1')?.request).toEqual(world.record.request);
  });

  test('brings all its pictures home, each with its index and count', async () => {
    begin(new World(sampleRecord({ numImages: 3 })));
    const outcome = await life.order();
    const pictures = outcome !== 'killed' && outcome.outcome === 'stored' ? outcome.state.pictures : [];
    expect(pictures.map(({ index, count }) => [index, count])).toEqual([
      [1, 3],
      [2, 3],
      [3, 3],
    ]);
    expect(new Set(pictures.map(({ path }) => path))).toEqual(new Set(world.disk.paths('pictures')));
  });
});

describe('when a run has ended, the next one has its turn', () => {
  async function expectNextTurn(): Promise<void> {
    let isFree = false;
    void life.slots.take(never).then(() => {
      isFree = true;
    });
    await settled();
    expect(isFree).toBe(true);
  }

  test('with its picture', async () => {
    await life.order();
    await expectNextTurn();
  });

  test('with the window', async () => {
    world.onCall = () => {
      life.suspend();
    };
    await life.order();
    await expectNextTurn();
  });

  test('with an error that nobody foresaw', async () => {
    world.onCall = (call) => {
      if (call === 'readStatus') {
        throw new TypeError('not foreseen');
      }
    };
    await expect(life.order()).rejects.toThrow('not foreseen');
    await expectNextTurn();
  });
});

describe('a submit that goes wrong', () => {
  test.each([
    ['refused', { outcome: 'rejected', failure: refused }, 0],
    ['lostBefore', { outcome: 'unknown', failure: lost }, 0],
    ['lostAfter', { outcome: 'unknown', failure: lost }, 1],
  ] as const satisfies readonly [Fate, unknown, number][])(
    'is told as what it is, and not sent again: %s',
    async (fate, outcome, paid) => {
      world.service.fates.submit.push(fate);
      expect(await life.order()).toEqual(outcome);
      expect(world.onDisk()?.state).toEqual({
        step: outcome.outcome,
        failure: { kind: outcome.failure.kind },
      });
      expect([world.service.calls, world.paid]).toEqual([['submit'], paid]);
    },
  );
});

describe('a job that fails', () => {
  test('is told as failed, with the kind of its failure on disk and no text of the service', async () => {
    world.service.course = { queuedFor: 0, runningFor: 0, ending: 'failed' };
    expect(await life.order()).toEqual({ outcome: 'failed', failure: jobFailed });
    expect(world.onDisk()?.state).toEqual({
      step: 'failed',
      requestId: 'job-1',
      failure: { kind: jobFailed.kind },
    });
  });
});

describe('a record that is found', () => {
  test.each(states.filter(({ step }) => !['intended', 'accepted', 'finished'].includes(step)))(
    'as $step asks the service nothing',
    async (state) => {
      begin(new World(sampleRecord({ state })));
      world.leave(world.record);
      const outcome = await life.carryOn();
      expect(outcome).toMatchObject({ outcome: state.step === 'submitting' ? 'unknown' : state.step });
      expect(world.service.calls).toEqual([]);
      expect([world.onDisk(), world.disk.files.size]).toEqual([world.record, 1]);
    },
  );

  test.each(['job-1', null])('as cancelled says whether it was ever sent (%s)', async (requestId) => {
    begin(new World(sampleRecord({ state: { step: 'cancelled', requestId } })));
    world.leave(world.record);
    expect(await life.carryOn()).toEqual({ outcome: 'cancelled', sent: requestId !== null });
  });
});

describe('a disk that takes no records', () => {
  test.each(['before', 'after'] as const)(
    'keeps an order from being placed, and nothing of it is among the open records: failing %s it has them',
    async (moment) => {
      failDisk(1, Infinity, moment);
      await expect(life.order()).rejects.toThrow('ENOSPC');
      expect([world.service.calls, world.disk.paths('open')]).toEqual([[], []]);
    },
  );

  test('keeps an order from being sent', async () => {
    failDisk(2);
    expect(await life.order()).toEqual({ outcome: 'notRecorded', failure: new Error('ENOSPC') });
    expect(world.service.calls).toEqual([]);
  });

  test('keeps an order from being sent, though the record got there after all', async () => {
    failDisk(2, Infinity, 'after');
    expect(await life.order()).toMatchObject({ outcome: 'notRecorded' });
    expect(world.service.calls).toEqual([]);
  });

  test.each([3, 4, 5])(
    'after the submit, from the write number %i on, does not stop the run',
    async (from) => {
      failDisk(from);
      expect(await life.order()).toMatchObject({ outcome: 'stored' });
      expect(world.disk.paths('pictures')).toHaveLength(1);
      expect(life.notWritten).toHaveLength(6 - from);
    },
  );

  test('that does not even tell who holds the generation has its steps all the same', async () => {
    world.onCall = () => {
      world.disk.before = (_, path) => {
        if (path.startsWith('claims')) {
          throw new Error('EIO');
        }
      };
    };
    expect(await life.order()).toMatchObject({ outcome: 'stored' });
    expect([world.onDisk()?.state.step, life.notWritten]).toEqual(['stored', []]);
  });

  test('for a moment has the id before the next read', async () => {
    failDisk(3, 4);
    const steps: unknown[] = [];
    world.onCall = (call) => {
      steps.push([call, world.onDisk()?.state.step]);
    };
    await life.order();
    expect(steps.slice(0, 2)).toEqual([
      ['submit', 'submitting'],
      ['readStatus', 'accepted'],
    ]);
    expect(life.notWritten).toHaveLength(1);
  });

  test('but takes them again when the run is suspended has the id in the end', async () => {
    failDisk(3);
    world.onCall = (call) => {
      if (call === 'readStatus') {
        world.disk.before = null;
        life.suspend();
      }
    };
    expect(await life.order()).toEqual({ outcome: 'suspended' });
    expect(world.onDisk()?.state).toMatchObject({ step: 'accepted', requestId: 'job-1' });
  });
});

test('an id that the disk takes again at last is on it before the picture is asked for', async () => {
  let takesNone = false;
  world.diskMayFail = true;
  world.onCall = (call) => {
    takesNone ||= call === 'submit';
    if (call === 'download') {
      expect(world.look()).toMatchObject({ step: 'finished', requestId: 'job-1' });
    }
  };
  world.disk.before = (operation, path) => {
    if (takesNone && operation === 'replace' && path === world.path) {
      // It has room again when the service is done, and that could not be put down either.
      takesNone =
        world.service.stateOf('job-1').state !== 'succeeded' || world.service.calls.at(-1) !== 'readResult';
      throw new Error('ENOSPC');
    }
  };
  expect(await life.order()).toMatchObject({ outcome: 'stored' });
});

describe('a disk that takes no pictures', () => {
  beforeEach(() => {
    world.disk.before = (operation, path) => {
      if (operation === 'replace' && path.startsWith('pictures/')) {
        throw new Error('ENOSPC');
      }
    };
  });

  test('leaves the job open', async () => {
    expect(await life.order()).toMatchObject({ outcome: 'paused', failure: { kind: 'notStored' } });
    expect(world.onDisk()?.state.step).toBe('finished');
  });

  test('brings them home when it takes them again, without a new submit', async () => {
    await life.order();
    world.disk.before = null;
    expect(await new Life(world).goOn()).toMatchObject({ outcome: 'stored' });
    expect(world.submits).toBe(1);
  });
});
