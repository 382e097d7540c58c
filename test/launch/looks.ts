// `npm run looks`: the gallery in every state, theme and width, as pictures in test/results/looks for a person to look at.
import { runStages } from './runStages.ts';
import { looksStages } from './testSteps.ts';

await runStages(looksStages, process.argv.slice(2));
