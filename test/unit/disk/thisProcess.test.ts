import { spawnSync } from 'node:child_process';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { thisProcess } from '../../../src/disk/thisProcess.ts';

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

function killFailsWith(code: string): void {
  vi.spyOn(process, 'kill').mockImplementation(() => {
    throw Object.assign(new Error(code), { code });
  });
}

describe('a process of this machine', () => {
  test('lives while it runs', () => {
    expect(thisProcess.isAlive(process.pid)).toBe(true);
    expect(thisProcess.self.process).toBe(process.pid);
  });

  test('does not live when it has ended', () => {
    const { pid } = spawnSync(process.execPath, ['--eval', '']);
    expect(thisProcess.isAlive(pid)).toBe(false);
  });

  test('lives though it belongs to somebody else', () => {
    killFailsWith('EPERM');
    expect(thisProcess.isAlive(1)).toBe(true);
  });

  test('is asked for, and not ended', () => {
    const kill = vi.spyOn(process, 'kill');
    thisProcess.isAlive(process.pid);
    expect(kill.mock.calls).toEqual([[process.pid, 0]]);
  });
});

test('what is called again and again is called until it is stopped', () => {
  vi.useFakeTimers();
  const call = vi.fn();
  const repetition = thisProcess.every(10_000, call);
  vi.advanceTimersByTime(35_000);
  expect(call).toHaveBeenCalledTimes(3);
  repetition.stop();
  vi.advanceTimersByTime(60_000);
  expect([call.mock.calls.length, vi.getTimerCount()]).toEqual([3, 0]);
});

test('what is called again and again keeps no process from ending', () => {
  const setInterval = vi.spyOn(globalThis, 'setInterval');
  const repetition = thisProcess.every(10_000, () => undefined);
  expect(setInterval.mock.results[0]?.value).toHaveProperty('hasRef');
  expect((setInterval.mock.results[0]?.value as NodeJS.Timeout).hasRef()).toBe(false);
  repetition.stop();
});
