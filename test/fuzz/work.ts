import { Session, type Profiler } from 'node:inspector';

const session = new Session();
session.connect();
session.post('Profiler.enable');
session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });

/**
 * How much JavaScript a call runs: the sum of how often each of its blocks was entered, which is the same on every
 * machine. What runs within the engine, as a regular expression does, is not seen.
 */
export function workOf(call: () => unknown): number {
  countsOf();
  call();
  return countsOf();
}

/** Since it was last asked. */
function countsOf(): number {
  let scripts: Profiler.ScriptCoverage[] = [];
  session.post('Profiler.takePreciseCoverage', (_, taken) => {
    scripts = taken.result;
  });
  return scripts
    .flatMap(({ functions }) => functions.flatMap(({ ranges }) => ranges))
    .reduce((sum, { count }) => sum + count, 0);
}
