// `node test/chaos/matrixCommand.ts [--short] [--only words] [--first 1]`
import { parseArgs } from 'node:util';
import { runMatrix } from './matrix.ts';

const { values } = parseArgs({
  options: {
    short: { type: 'boolean' },
    first: { type: 'string', default: '1' },
    only: { type: 'string', multiple: true },
  },
});
const counts = await runMatrix({
  short: values.short ?? false,
  first: Number(values.first),
  only: values.only ?? [''],
  report: (line) => {
    console.log(line);
  },
});
process.exit(counts.failed > 0 ? 1 : 0);
