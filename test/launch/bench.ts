// `npm run bench`: how fast it is, as figures, into test/bench/results. `-- --check` fails where one is not reached.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { judgeScale, measureScale } from '../bench/scale.ts';
import { projectFolder } from './project.ts';
import { packageStep, vscodeStep } from './steps.ts';

const { values } = parseArgs({
  options: { check: { type: 'boolean', default: false }, runs: { type: 'string', default: '5' } },
});
await packageStep.run();
await vscodeStep.run();
const figures = await measureScale(Number(values.runs), console.log);
const folder = join(projectFolder, 'test', 'bench', 'results');
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'scale.json'), `${JSON.stringify(figures, null, 2)}\n`);
const judged = judgeScale(figures);
for (const { line, isReached } of judged) {
  console.log(`${isReached ? 'reached    ' : 'NOT REACHED'}  ${line}`);
}
process.exit(values.check && judged.some(({ isReached }) => !isReached) ? 1 : 0);
