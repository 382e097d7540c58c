// `npm run chaos`: the long proofs that nothing is paid twice and nothing is lost. `npm run chaos -- matrix` runs one.
import { runStages } from './runStages.ts';
import { chaosStages } from './testSteps.ts';

await runStages(chaosStages, process.argv.slice(2));
