import { addCounts, describeCounts, noCounts } from './counts.ts';
import type { Counts } from './counts.ts';
import { FailedTests } from './failedTests.ts';
import type { Lane, Stage } from './steps.ts';

/** Runs stages until something fails, prints how each step ended, and ends this process. Names choose steps. */
export async function runStages(stages: readonly Stage[], chosen: readonly string[]): Promise<never> {
  const names = stages.flat(2).map(({ name }) => name);
  const unknown = chosen.filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    console.error(`No such step: ${unknown.join(', ')}. There are: ${names.join(', ')}.`);
    process.exit(1);
  }
  let sum = noCounts;
  for (const stage of stages) {
    await Promise.all(stage.map(runLane));
    if (sum.failed > 0) break;
  }
  console.log(`\n${describeCounts(sum)}`);
  // Whatever a failed step left running ends with this process.
  process.exit(sum.failed > 0 ? 1 : 0);

  /** Stops after a failure, its own or that of the lane beside it. */
  async function runLane(lane: Lane): Promise<void> {
    for (const step of lane.filter(({ name }) => chosen.length === 0 || chosen.includes(name))) {
      if (sum.failed > 0) return;
      const counts = await runStep(step.name, step.run);
      sum = addCounts(sum, counts);
    }
  }
}

async function runStep(name: string, run: () => Promise<Counts | undefined>): Promise<Counts> {
  const began = Date.now();
  const seconds = (): string => `${((Date.now() - began) / 1000).toFixed(1)} s`;
  try {
    const counts = await run();
    const verdict = counts === undefined ? 'ok' : describeCounts(counts);
    console.log(`${name.padEnd(18)} ${verdict} (${seconds()})`);
    return counts ?? noCounts;
  } catch (error) {
    console.log(
      `${name.padEnd(18)} FAILED (${seconds()})\n\n${error instanceof Error ? error.message : String(error)}`,
    );
    return error instanceof FailedTests ? error.counts : { ...noCounts, failed: 1 };
  }
}
