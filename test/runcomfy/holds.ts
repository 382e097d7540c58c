import type { Hold, Release } from './controlShapes.ts';
import { isGate, stateOf, type Gate, type Job } from './job.ts';
import { isSameMatch, matches } from './matching.ts';

/** Which jobs stay at which gate until a test lets them go. */
export class Holds {
  #holds: readonly Hold[] = [];

  add(hold: Hold): void {
    this.#holds = [...this.#holds, hold];
  }

  isHeld(job: Job, gate: Gate): boolean {
    return (
      !job.passedGates.has(gate) &&
      this.#holds.some((hold) => hold.at === gate && matches(hold, subjectOf(job)))
    );
  }

  release(release: Release, jobs: Iterable<Job>): void {
    this.#holds = this.#holds.filter(
      (hold) => !isSameMatch(hold, release) || (release.at ?? hold.at) !== hold.at,
    );
    for (const job of jobs) {
      const gate = release.at ?? stateOf(job);
      if (isGate(gate) && matches(release, subjectOf(job))) job.passedGates.add(gate);
    }
  }
}

function subjectOf(job: Job): { requestId: string; prompt: string } {
  return { requestId: job.requestId, prompt: job.input.prompt };
}
