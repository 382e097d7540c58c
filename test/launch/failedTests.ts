import type { Counts } from './counts.ts';

/** A run of tests that ended, with failures among them; the message is its report. */
export class FailedTests extends Error {
  override name = 'FailedTests' as const;
  readonly counts: Counts;

  constructor(counts: Counts, report: string) {
    super(report);
    this.counts = counts;
  }
}
