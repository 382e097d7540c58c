// `npm run bench`: how fast it is, as figures, into test/bench/results. `-- --check` fails where one is not reached,
// `-- --only lateness` measures one part.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { judgeLateness, measureLateness } from '../bench/lateness/measure.ts';
import { judgeScale, measureScale } from '../bench/scale.ts';
import { projectFolder } from './project.ts';
import { packageStep, vscodeStep } from './steps.ts';

const { values } = parseArgs({
  options: {
    check: { type: 'boolean', default: false },
    runs: { type: 'string', default: '5' },
    only: { type: 'string' },
  },
});
const folder = join(projectFolder, 'test', 'bench', 'results');
mkdirSync(folder, { recursive: true });

const parts = {
  lateness: async () => {
    const figures = await measureLateness(console.log);
    keep('lateness', figures);
    return judgeLateness(figures);
  },
  scale: async () => {
    await packageStep.run();
    await vscodeStep.run();
    const figures = await measureScale(Number(values.runs), console.log);
    keep('scale', figures);
    return judgeScale(figures);
  },
};

let isReached = true;
for (const [name, measure] of Object.entries(parts)) {
  if (values.only === undefined || values.only === name) {
    for (const judged of await measure()) {
      isReached &&= judged.isReached;
      console.log(`${judged.isReached ? 'reached    ' : 'NOT REACHED'}  ${judged.line}`);
    }
  }
}
process.exit(values.check && !isReached ? 1 : 0);

function keep(name: string, figures: unknown): void {
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(figures, null, 2)}\n`);
}
