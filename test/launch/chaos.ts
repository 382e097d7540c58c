// `npm run chaos`: the long proofs that nothing is paid twice and nothing is lost. `npm run chaos -- matrix` runs one.
import { chaosStages } from './chaosSteps.ts';
import { runStages } from './runStages.ts';

await runStages(chaosStages, process.argv.slice(2));
