// `npm run looks`: the gallery in every state, theme and width, as pictures in test/results/looks for a person to look at.
import { looksStages } from './looksSteps.ts';
import { runStages } from './runStages.ts';

await runStages(looksStages, process.argv.slice(2));
