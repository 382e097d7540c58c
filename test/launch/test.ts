// `npm test`: all that CI runs, until something fails. `npm test -- unit types` runs just these.
import { runStages } from './runStages.ts';
import { testStages } from './testSteps.ts';

await runStages(testStages, process.argv.slice(2));
