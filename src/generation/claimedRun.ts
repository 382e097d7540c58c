import type { Claim } from '../records/claims.ts';
import { heartbeatInterval } from '../records/claims.ts';
import type { GenerationRecord } from '../records/generationRecord.ts';
import { runGeneration, type RunSignals, type RunTools } from './generationRun.ts';
import type { RunObserver, RunOutcome } from './outcome.ts';

/**
 * A run by the window that holds the generation's claim, which says all the while that it lives. When another window
 * has followed it (this one slept), it stops.
 */
export async function runClaimed(
  record: GenerationRecord,
  claim: Claim,
  tools: RunTools,
  signals: RunSignals,
  observer: RunObserver,
): Promise<RunOutcome> {
  const ended = new AbortController();
  const followed = new AbortController();
  const suspend = AbortSignal.any([signals.suspend, followed.signal]);
  const beating = beat();
  try {
    return await runGeneration(record, tools, { ...signals, suspend }, observer);
  } finally {
    ended.abort();
    await beating;
  }

  async function beat(): Promise<void> {
    const { signal } = ended;
    while (!signal.aborted) {
      await tools.clock.wait(heartbeatInterval, signal);
      if (!(await stillHeld())) {
        followed.abort();
        return;
      }
    }
  }

  /** A disk that does not answer says nothing about the claim. */
  async function stillHeld(): Promise<boolean> {
    try {
      return await claim.beat();
    } catch {
      return true;
    }
  }
}
