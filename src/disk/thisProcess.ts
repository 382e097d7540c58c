import { hostname } from 'node:os';
import type { ClaimsOptions } from '../records/claims.ts';

/** What claims need to know of this machine and its processes. */
export const thisProcess: Omit<ClaimsOptions, 'disk'> = {
  self: { host: hostname(), process: process.pid },
  isAlive(id) {
    try {
      process.kill(id, 0);
      return true;
    } catch (error) {
      // It lives, but belongs to somebody else.
      return error instanceof Error && 'code' in error && error.code === 'EPERM';
    }
  },
  every(milliseconds, call) {
    const timer = setInterval(call, milliseconds);
    timer.unref();
    return {
      stop() {
        clearInterval(timer);
      },
    };
  },
};
