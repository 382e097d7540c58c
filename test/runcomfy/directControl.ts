import { changesSchema, type Control } from './controlShapes.ts';
import type { Service } from './service.ts';
import { waitForJob, waitForRequest } from './waiting.ts';

/** The control interface inside the server's own process; the control port offers the same to others. */
export function directControl(current: () => Service, reset: () => void): Control {
  return {
    arm: (arming) => settled(() => current().armory.arm(arming, current().configuration.seed)),
    disarm: (which = {}) =>
      settled(() => {
        current().armory.disarm(which);
      }),
    armed: () => settled(() => current().armory.list()),
    configure: (changes) =>
      settled(() => {
        Object.assign(current().configuration, changesSchema.parse(changes));
        current().queue.advance();
      }),
    hold: (hold) =>
      settled(() => {
        current().holds.add(hold);
      }),
    release: (release = {}) =>
      settled(() => {
        current().holds.release(release, current().jobs.values());
        current().queue.advance();
      }),
    ledger: () => settled(() => current().ledger()),
    log: () => settled(() => current().log.map((entry) => ({ ...entry }))),
    waitForRequest: (wait) => waitForRequest(current(), wait),
    waitForJob: (wait) => waitForJob(current(), wait),
    reset: () => settled(reset),
  };
}

function settled<Result>(work: () => Result): Promise<Result> {
  return new Promise((resolve) => {
    resolve(work());
  });
}
