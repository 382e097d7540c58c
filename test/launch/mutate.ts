// `npm run mutate`: small bugs are put into the folders that handle what is paid, one at a time, and the tests of each
// folder must find them. `npm run mutate -- records` takes one folder.
import { mutatedFolders } from '../mutation/folders.ts';
import { mutate } from '../mutation/mutate.ts';
import { runStages } from './runStages.ts';

const lane = mutatedFolders.map((folder) => ({ name: folder, run: () => mutate(folder) }));

await runStages([[lane]], process.argv.slice(2));
