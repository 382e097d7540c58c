// `npm test`: all that CI runs, in order, until something fails. `npm test -- unit host` runs just these.
import { addCounts, describeCounts, noCounts } from './counts.ts';
import type { Counts } from './counts.ts';
import { FailedTests } from './failedTests.ts';
import { steps } from './testSteps.ts';

const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !steps.some((step) => step.name === name));
if (unknown.length > 0) {
  console.error(
    `No such step: ${unknown.join(', ')}. There are: ${steps.map(({ name }) => name).join(', ')}.`,
  );
  process.exit(1);
}

let sum = noCounts;
for (const step of steps.filter(({ name }) => chosen.length === 0 || chosen.includes(name))) {
  const counts = await runStep(step.name, step.run);
  sum = addCounts(sum, counts);
  if (counts.failed > 0) break;
}
console.log(`\n${describeCounts(sum)}`);
// Whatever a failed step left running ends with this process.
process.exit(sum.failed > 0 ? 1 : 0);

async function runStep(name: string, run: () => Promise<Counts | undefined>): Promise<Counts> {
  const began = Date.now();
  const seconds = (): string => `${((Date.now() - began) / 1000).toFixed(1)} s`;
  process.stdout.write(`${name.padEnd(18)} `);
  try {
    const counts = await run();
    const verdict = counts === undefined ? 'ok' : describeCounts(counts);
    console.log(`${verdict} (${seconds()})`);
    return counts ?? noCounts;
  } catch (error) {
    console.log(`FAILED (${seconds()})\n\n${error instanceof Error ? error.message : String(error)}`);
    return error instanceof FailedTests ? error.counts : { ...noCounts, failed: 1 };
  }
}
