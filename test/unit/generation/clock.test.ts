import { getEventListeners } from 'node:events';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { systemClock } from '../../../src/generation/clock.ts';

let ended: boolean;
let abort: AbortController;

beforeEach(() => {
  vi.useFakeTimers();
  ended = false;
  abort = new AbortController();
});

afterEach(() => {
  expect([vi.getTimerCount(), getEventListeners(abort.signal, 'abort').length]).toEqual([0, 0]);
  vi.useRealTimers();
});

function wait(milliseconds: number): void {
  void systemClock.wait(milliseconds, abort.signal).then(() => {
    ended = true;
  });
}

test('the time is that of the machine', () => {
  vi.setSystemTime('2026-03-04T05:06:07Z');
  expect(systemClock.now()).toBe(Date.parse('2026-03-04T05:06:07Z'));
});

test('a wait ends when its time is over, and not before', async () => {
  wait(1000);
  await vi.advanceTimersByTimeAsync(999);
  expect(ended).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(ended).toBe(true);
});

test('an abort ends a wait at once', async () => {
  wait(1000);
  await vi.advanceTimersByTimeAsync(10);
  abort.abort();
  await vi.advanceTimersByTimeAsync(0);
  expect(ended).toBe(true);
});

test('after an abort no wait begins', async () => {
  abort.abort();
  wait(1000);
  await vi.advanceTimersByTimeAsync(0);
  expect(ended).toBe(true);
});
