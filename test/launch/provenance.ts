// `npm run test:provenance`: Debian's own tools read what is written into pictures' files, and decode the pictures.
import { runStages } from './runStages.ts';
import { runVitest } from './vitestRun.ts';

const readers = { name: 'provenance', run: () => runVitest('--config', 'test/provenance/vitest.config.ts') };

await runStages([[[readers]]], process.argv.slice(2));
