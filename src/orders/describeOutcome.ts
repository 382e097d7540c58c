import type { RunOutcome } from '../generation/outcome.ts';

/** How a run ended, for the log. */
export function describeOutcome(outcome: RunOutcome): string {
  switch (outcome.outcome) {
    case 'rejected':
    case 'unknown':
    case 'failed':
    case 'paused':
      return `${outcome.outcome}, ${outcome.failure.kind}: ${outcome.failure.detail}`;
    case 'notRecorded':
      return `not recorded, not sent: ${String(outcome.failure)}`;
    case 'stored':
    case 'cancelled':
    case 'suspended':
      return outcome.outcome;
  }
}
