import { enter, type Gate, type Job } from './job.ts';

export interface QueueRules {
  workers(): number;
  durationOf(job: Job): number;
  isHeld(job: Job, gate: Gate): boolean;
  changed(): void;
}

/** First come, first served, by a settable number of workers. A held job stays where it is. */
export class JobQueue {
  readonly #rules: QueueRules;
  readonly #waiting: Job[] = [];
  /** Each running job with its timer; null when it waits for a release, not for time. */
  readonly #running = new Map<Job, NodeJS.Timeout | null>();

  constructor(rules: QueueRules) {
    this.#rules = rules;
  }

  add(job: Job): void {
    enter(job, 'in_queue');
    this.#waiting.push(job);
    this.advance();
  }

  /** 1 is the next to be taken; undefined when the job does not wait. */
  placeOf(job: Job): number | undefined {
    const index = this.#waiting.indexOf(job);
    return index < 0 ? undefined : index + 1;
  }

  cancel(job: Job): boolean {
    const index = this.#waiting.indexOf(job);
    if (index < 0) return false;
    this.#waiting.splice(index, 1);
    enter(job, 'cancelled');
    this.#rules.changed();
    return true;
  }

  /** Starts and finishes all that can be, after anything that may have made way. */
  advance(): void {
    while (this.#finishReleased() || this.#startNext()) {
      // Each round may free a worker for the next.
    }
    this.#rules.changed();
  }

  clear(): void {
    for (const timer of this.#running.values()) clearTimeout(timer ?? undefined);
    this.#running.clear();
    this.#waiting.length = 0;
  }

  #startNext(): boolean {
    if (this.#running.size >= this.#rules.workers()) return false;
    const index = this.#waiting.findIndex((job) => !this.#rules.isHeld(job, 'in_queue'));
    const job = this.#waiting[index];
    if (job === undefined) return false;
    this.#waiting.splice(index, 1);
    enter(job, 'in_progress');
    const duration = this.#mayFinish(job) ? this.#rules.durationOf(job) : 0;
    this.#running.set(job, duration > 0 ? this.#timer(job, duration) : null);
    return true;
  }

  #timer(job: Job, duration: number): NodeJS.Timeout {
    return setTimeout(() => {
      this.#running.set(job, null);
      this.advance();
    }, duration);
  }

  #finishReleased(): boolean {
    const ready = [...this.#running].filter(([job, timer]) => timer === null && this.#mayFinish(job));
    for (const [job] of ready) {
      this.#running.delete(job);
      enter(job, job.plan.fails === undefined ? 'completed' : 'failed');
    }
    return ready.length > 0;
  }

  #mayFinish(job: Job): boolean {
    return job.plan.neverEnds !== true && !this.#rules.isHeld(job, 'in_progress');
  }
}
