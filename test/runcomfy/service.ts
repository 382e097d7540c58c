import { randomUUID } from 'node:crypto';
import { Armory } from './arming.ts';
import { Bell } from './bell.ts';
import type { Configuration, LedgerEntry, LogEntry } from './controlShapes.ts';
import { durationOf } from './durations.ts';
import { Holds } from './holds.ts';
import type { GenerationInput } from './input.ts';
import type { Job, JobPlan } from './job.ts';
import { Links } from './links.ts';
import { JobQueue } from './queue.ts';

interface Order {
  readonly account: string;
  readonly model: string;
  readonly received: Readonly<Record<string, unknown>>;
  readonly input: GenerationInput;
  readonly plan: JobPlan;
}

/** All that the local RunComfy knows. One is thrown away for another at each reset. */
export class Service {
  readonly configuration: Configuration;
  readonly jobs = new Map<string, Job>();
  readonly log: LogEntry[] = [];
  readonly armory = new Armory();
  readonly holds = new Holds();
  readonly links = new Links();
  readonly bell = new Bell();
  readonly queue: JobQueue;

  constructor(configuration: Configuration) {
    this.configuration = { ...configuration };
    this.queue = new JobQueue({
      workers: () => this.configuration.workers,
      durationOf: (job) => {
        const number = [...this.jobs.keys()].indexOf(job.requestId);
        return durationOf(this.configuration.durations, this.configuration.seed, number);
      },
      isHeld: (job, gate) => this.holds.isHeld(job, gate),
      changed: () => {
        this.bell.ring();
      },
    });
  }

  /** From here on the job is paid for. */
  accept(order: Order): Job {
    const job: Job = {
      ...order,
      requestId: randomUUID(),
      history: [],
      passedGates: new Set(),
      linkVersion: 0,
      answer: 'open',
      answerStatus: null,
    };
    this.jobs.set(job.requestId, job);
    this.queue.add(job);
    return job;
  }

  accountOf(authorization: string | undefined): string | null {
    const token = /^Bearer (\S+)$/iu.exec(authorization ?? '')?.[1];
    const account = Object.entries(this.configuration.tokens).find(([, each]) => each === token);
    return account?.[0] ?? null;
  }

  carriesToken(text: string): boolean {
    return Object.values(this.configuration.tokens).some((token) => text.includes(token));
  }

  withoutTokens(text: string): string {
    return Object.values(this.configuration.tokens).reduce(
      (clean, token) => clean.replaceAll(token, '***'),
      text,
    );
  }

  ledger(): readonly LedgerEntry[] {
    return [...this.jobs.values()].map((job) => ({
      requestId: job.requestId,
      account: job.account,
      model: job.model,
      input: { ...job.received },
      acceptedAt: job.history[0]?.at ?? '',
      history: job.history.map((step) => ({ ...step })),
      answer: job.answer,
      answerStatus: job.answerStatus,
    }));
  }

  close(): void {
    this.queue.clear();
    this.bell.close();
  }
}
