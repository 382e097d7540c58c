// `node test/renderers/proofCommand.ts [--seed 1] [--short] [--only latex]`
import { parseArgs } from 'node:util';
import { proveLanguages } from './proof.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    short: { type: 'boolean' },
    only: { type: 'string', multiple: true },
  },
});
const counts = await proveLanguages({
  seed: values.seed === undefined ? Date.now() % 1_000_000 : Number(values.seed),
  short: values.short ?? false,
  only: values.only ?? [],
  report: (line) => {
    console.log(line);
  },
});
process.exit(counts.failed > 0 ? 1 : 0);
