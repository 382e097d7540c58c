// `npm test`: all that CI runs, until something fails. `npm test -- unit types` runs just these.
import { runStages } from './runStages.ts';
import { stages } from './testSteps.ts';

await runStages(stages, process.argv.slice(2));
