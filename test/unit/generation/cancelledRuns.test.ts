import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Reading } from '../../../src/generation/service.ts';
import { lost, type Call, type Fate } from './fakeService.ts';
import { settled } from './virtualClock.ts';
import { Life, World } from './world.ts';

const never = new AbortController().signal;
const stored = { outcome: 'stored' };

let world: World;
let life: Life;

beforeEach(() => {
  world = new World();
  life = new Life(world);
});

afterEach(() => {
  expect(world.broken).toEqual([]);
});

/** The person cancels while a call is on its way. */
function cancelDuring(call: Call, fate: Fate = 'answered'): void {
  world.service.fates.cancel.push(fate);
  world.onCall = (each) => {
    if (each === call) {
      life.cancel();
    }
  };
}

function cancelsSent(): number {
  return world.service.calls.filter((call) => call === 'cancel').length;
}

describe('before it was sent', () => {
  /** What stood on disk, one after the other. */
  let steps: () => string[];

  beforeEach(() => {
    const written: string[] = [];
    steps = () => written;
    world.disk.after = (operation, path) => {
      if (operation === 'replace' && path === world.path) {
        written.push(world.onDisk()?.state.step ?? 'nothing');
      }
    };
  });

  afterEach(() => {
    expect(world.service.calls).toEqual([]);
    expect(life.cancellations).toEqual([]);
    expect(world.onDisk()?.state).toEqual({ step: 'cancelled', requestId: null });
  });

  test('while it waits for its turn, it is never sent', async () => {
    await life.slots.take(never);
    const run = life.place();
    await settled();
    life.cancel();
    expect(await life.finish(run)).toEqual({ outcome: 'cancelled', sent: false });
    expect([life.phaseNames, steps()]).toEqual([['waiting'], ['intended', 'cancelled']]);
  });

  test('though its turn has just come, it is never sent', async () => {
    const release = await life.slots.take(never);
    const run = life.place();
    await settled();
    release?.();
    life.cancel();
    expect(await life.finish(run)).toEqual({ outcome: 'cancelled', sent: false });
    expect([life.phaseNames, steps()]).toEqual([['waiting'], ['intended', 'cancelled']]);
  });

  test('while its record is written, it is never sent', async () => {
    world.disk.after = (operation, path) => {
      if (operation === 'replace' && path === world.path && world.onDisk()?.state.step === 'submitting') {
        life.cancel();
      }
    };
    expect(await life.order()).toEqual({ outcome: 'cancelled', sent: false });
  });
});

describe('while it is being sent', () => {
  test('its cancel goes out as soon as the job has an id, before anything else is asked', async () => {
    cancelDuring('submit');
    expect(await life.order()).toEqual({ outcome: 'cancelled', sent: true });
    expect(world.service.calls).toEqual(['submit', 'cancel', 'readStatus']);
    expect(life.cancellations).toEqual([{ outcome: 'cancelled' }]);
    expect(world.onDisk()?.state).toEqual({ step: 'cancelled', requestId: 'job-1' });
  });

  test.each(['refused', 'lostBefore', 'lostAfter'] as const)(
    'and its submit is %s, nothing is said to be cancelled',
    async (fate) => {
      world.service.fates.submit.push(fate);
      cancelDuring('submit');
      expect(await life.order()).toMatchObject({ outcome: fate === 'refused' ? 'rejected' : 'unknown' });
      expect([cancelsSent(), life.cancellations]).toEqual([0, []]);
    },
  );
});

describe('while the service has it', () => {
  test('waiting in its queue, it is cancelled, and one read confirms it', async () => {
    cancelDuring('readStatus');
    expect(await life.order()).toEqual({ outcome: 'cancelled', sent: true });
    expect(world.service.calls).toEqual(['submit', 'readStatus', 'cancel', 'readStatus']);
    expect(life.cancellations).toEqual([{ outcome: 'cancelled' }]);
  });

  test('and said to be cancelled, it is told only when a read says so', async () => {
    cancelDuring('readStatus');
    world.service.answers.readStatus.push({ state: 'queued', place: 1 }, { state: 'queued', place: 1 });
    expect(await life.order()).toEqual({ outcome: 'cancelled', sent: true });
    expect(world.service.calls).toEqual(['submit', 'readStatus', 'cancel', 'readStatus', 'readStatus']);
    expect(life.cancellations).toEqual([{ outcome: 'cancelled' }]);
  });

  test('and said to be cancelled, it is cancelled where nothing is known of it any more', async () => {
    const gone: Reading = {
      state: 'unclear',
      failure: { kind: 'requestUnknown', detail: '' },
      retryAfter: null,
    };
    cancelDuring('readStatus');
    world.service.answers.readStatus.push({ state: 'queued', place: 1 }, gone);
    expect(await life.order()).toEqual({ outcome: 'cancelled', sent: true });
    expect(world.service.calls).toEqual(['submit', 'readStatus', 'cancel', 'readStatus']);
    expect(life.cancellations).toEqual([{ outcome: 'cancelled' }]);
  });

  test('and said to be cancelled, it is not where only an answer was lost', async () => {
    const unclear: Reading = { state: 'unclear', failure: lost, retryAfter: null };
    cancelDuring('readStatus');
    world.service.answers.readStatus.push({ state: 'queued', place: 1 }, unclear);
    expect(await life.order()).toEqual({ outcome: 'cancelled', sent: true });
    expect(world.service.calls).toEqual(['submit', 'readStatus', 'cancel', 'readStatus', 'readStatus']);
  });

  test('and said to be cancelled, it has failed where a read says so: the cancel came too late', async () => {
    cancelDuring('readStatus');
    world.service.answers.readStatus.push(
      { state: 'queued', place: 1 },
      { state: 'failed', failure: { kind: 'jobFailed', detail: '' } },
    );
    expect(await life.order()).toMatchObject({ outcome: 'failed' });
    expect(life.cancellations).toEqual([{ outcome: 'tooLate' }]);
  });

  test('and said to be cancelled, it is told once that it runs on, though its picture comes late', async () => {
    const url = 'https://files.example.com/job-1/1.png';
    cancelDuring('readStatus');
    world.service.answers.readStatus.push({ state: 'queued', place: 1 }, { state: 'finished' });
    world.service.answers.readResult.push(
      { state: 'succeeded', pictureUrls: [], cost: null },
      { state: 'succeeded', pictureUrls: [url], cost: null },
    );
    expect(await life.order()).toMatchObject({ outcome: 'stored' });
    expect(life.cancellations).toEqual([{ outcome: 'tooLate' }]);
  });

  test('and said to be cancelled, its picture comes home all the same where it runs on', async () => {
    const url = 'https://files.example.com/job-1/1.png';
    cancelDuring('readStatus');
    world.service.answers.readStatus.push({ state: 'queued', place: 1 }, { state: 'finished' });
    world.service.answers.readResult.push({ state: 'succeeded', pictureUrls: [url], cost: null });
    expect(await life.order()).toMatchObject({ outcome: 'stored' });
    expect(life.cancellations).toEqual([{ outcome: 'tooLate' }]);
  });

  test('between two looks, it is cancelled at once', async () => {
    world.service.course = { queuedFor: 3_600_000, runningFor: 0, ending: 'succeeded' };
    const run = life.place();
    await world.clock.pass(600_100);
    const before = world.clock.now();
    life.cancel();
    expect(await life.finish(run)).toEqual({ outcome: 'cancelled', sent: true });
    expect(world.clock.now()).toBe(before);
  });

  test('running, it is too late: it goes on, and its picture comes home', async () => {
    world.service.course = { queuedFor: 0, runningFor: 5000, ending: 'succeeded' };
    cancelDuring('readResult');
    expect(await life.order()).toMatchObject(stored);
    expect([cancelsSent(), life.cancellations]).toEqual([1, [{ outcome: 'tooLate' }]]);
  });

  test('finished already, it is too late', async () => {
    world.service.course = { queuedFor: 0, runningFor: 0, ending: 'succeeded' };
    cancelDuring('readStatus');
    expect(await life.order()).toMatchObject(stored);
    expect([cancelsSent(), life.cancellations]).toEqual([1, [{ outcome: 'tooLate' }]]);
  });

  test('failed already, it is told as failed', async () => {
    world.service.course = { queuedFor: 0, runningFor: 0, ending: 'failed' };
    cancelDuring('readStatus');
    expect(await life.order()).toMatchObject({ outcome: 'failed' });
  });

  test('and the answer is lost on its way back, it is cancelled when a read says so', async () => {
    cancelDuring('readStatus', 'lostAfter');
    expect(await life.order()).toEqual({ outcome: 'cancelled', sent: true });
    expect(world.service.calls).toEqual(['submit', 'readStatus', 'cancel', 'readStatus']);
    expect(life.cancellations).toEqual([{ outcome: 'unknown', failure: lost }]);
  });

  test('and the cancel never got there, the job goes on, and its picture comes home', async () => {
    cancelDuring('readStatus', 'lostBefore');
    expect(await life.order()).toMatchObject(stored);
    expect([cancelsSent(), life.cancellations]).toEqual([1, [{ outcome: 'unknown', failure: lost }]]);
  });

  test('cancelled by somebody else, it is told as cancelled', async () => {
    world.service.answers.readStatus.push({ state: 'cancelled' });
    expect(await life.order()).toEqual({ outcome: 'cancelled', sent: true });
    expect([cancelsSent(), life.cancellations]).toEqual([0, []]);
  });
});

describe('after the service is done', () => {
  test('while the picture is on its way, it is too late, and the service is not asked', async () => {
    cancelDuring('download');
    expect(await life.order()).toMatchObject(stored);
    expect([cancelsSent(), life.cancellations]).toEqual([0, [{ outcome: 'tooLate' }]]);
  });

  test('in an earlier window, it is too late', async () => {
    world.onCall = (call) => {
      if (call === 'download') {
        life.suspend();
      }
    };
    await life.order();
    world.onCall = null;
    life = new Life(world);
    life.cancel();
    expect(await life.goOn()).toMatchObject(stored);
    expect([cancelsSent(), life.cancellations]).toEqual([0, [{ outcome: 'tooLate' }]]);
  });

  test('one that was answered already is not answered again', async () => {
    world.service.course = { queuedFor: 0, runningFor: 5000, ending: 'succeeded' };
    cancelDuring('readResult');
    await life.order();
    expect(life.cancellations).toHaveLength(1);
  });
});
