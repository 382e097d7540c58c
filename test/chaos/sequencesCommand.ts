// `node test/chaos/sequencesCommand.ts [--seed 7] [--count 20] [--first 1] [--only 12]`: `--only` plays one sequence of a seed again.
import { parseArgs } from 'node:util';
import { runHostSequences } from './hostSequences.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    count: { type: 'string', default: '200' },
    first: { type: 'string', default: '1' },
    only: { type: 'string', multiple: true },
  },
});
const counts = await runHostSequences({
  seed: values.seed === undefined ? Date.now() % 1_000_000 : Number(values.seed),
  count: Number(values.count),
  first: Number(values.first),
  ...(values.only === undefined ? {} : { only: values.only.map(Number) }),
  report: (line) => {
    console.log(line);
  },
});
process.exit(counts.failed > 0 ? 1 : 0);
