// `npm run test:renderers`: each document language's own tool reads what is inserted. `-- --seed 1 --only latex`
import { parseArgs } from 'node:util';
import { proveLanguages } from '../renderers/proof.ts';
import { describeCounts } from './counts.ts';

const { values } = parseArgs({
  options: { seed: { type: 'string' }, only: { type: 'string', multiple: true } },
});
const counts = await proveLanguages({
  seed: values.seed === undefined ? Date.now() % 1_000_000 : Number(values.seed),
  short: false,
  only: values.only ?? [],
  report: (line) => {
    console.log(line);
  },
});
console.log(`\n${describeCounts(counts)}`);
process.exit(counts.failed > 0 ? 1 : 0);
