// `node test/chaos/matrixCommand.ts [--short] [--only words]`
import { parseArgs } from 'node:util';
import { runMatrix } from './matrix.ts';

const { values } = parseArgs({
  options: { short: { type: 'boolean' }, only: { type: 'string', multiple: true } },
});
const counts = await runMatrix({
  short: values.short ?? false,
  only: values.only ?? [''],
  report: (line) => {
    console.log(line);
  },
});
process.exit(counts.failed > 0 ? 1 : 0);
