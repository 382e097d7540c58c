// `npm run bench`: how fast it is, as figures and a chart, into test/bench/results. `-- --check` fails where something
// is not reached, `-- --only lateness` measures one part, `-- --seed 3` draws other durations for it, `-- --readme` puts
// the figures into the README.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { judgeActivation, measureActivation } from '../bench/activation.ts';
import { judgeDownloads, measureDownloads } from '../bench/downloads/measure.ts';
import { judgeFirstPicture, measureFirstPicture } from '../bench/firstPicture.ts';
import { judgeGrowth, measureGrowth } from '../bench/growth/measure.ts';
import type { Judged } from '../bench/judged.ts';
import { chartOf } from '../bench/lateness/chart.ts';
import { judgeLateness, measureLateness } from '../bench/lateness/measure.ts';
import { writeReadmeFigures, type Results } from '../bench/readmeFigures.ts';
import { judgeScale, measureScale } from '../bench/scale.ts';
import { projectFolder } from './project.ts';
import { packageStep, vscodeStep } from './steps.ts';

const { values } = parseArgs({
  options: {
    check: { type: 'boolean', default: false },
    runs: { type: 'string', default: '5' },
    only: { type: 'string' },
    seed: { type: 'string', default: '7' },
    readme: { type: 'boolean', default: false },
  },
});
const runs = Number(values.runs);
const folder = join(projectFolder, 'test', 'bench', 'results');
mkdirSync(folder, { recursive: true });

const results: Partial<Results> = {};
const parts: Record<string, () => Promise<Judged[]>> = {
  lateness: async () => {
    const figures = kept('lateness', await measureLateness(Number(values.seed), console.log));
    writeFileSync(join(folder, 'lateness.svg'), chartOf(figures));
    return judgeLateness(figures);
  },
  downloads: async () => judgeDownloads(kept('downloads', await measureDownloads(runs, console.log))),
  growth: async () => judgeGrowth(kept('growth', await measureGrowth(console.log))),
  activation: async () => judgeActivation(kept('activation', await measureActivation(console.log))),
  firstPicture: async () => judgeFirstPicture(kept('firstPicture', await measureFirstPicture(console.log))),
  scale: async () => judgeScale(kept('scale', await measureScale(runs, console.log))),
};
const inVscode = new Set(['activation', 'firstPicture', 'scale']);

const chosen = Object.entries(parts).filter(([name]) => values.only === undefined || values.only === name);
if (chosen.length === 0) {
  throw new Error(`There is no part '${values.only ?? ''}': ${Object.keys(parts).join(', ')}.`);
}
if (chosen.some(([name]) => inVscode.has(name))) {
  await packageStep.run();
  await vscodeStep.run();
}
let isReached = true;
for (const [name, measure] of chosen) {
  console.log(`\n${name}`);
  for (const judged of await measure()) {
    isReached &&= judged.isReached !== false;
    console.log(`${verdict(judged)}  ${judged.line}`);
  }
}
if (values.readme) {
  await writeReadmeFigures(wholeRun(results));
}
process.exit(values.check && !isReached ? 1 : 0);

function verdict({ isReached }: Judged): string {
  if (isReached === null) {
    return 'told       ';
  }
  return isReached ? 'reached    ' : 'NOT REACHED';
}

function kept<Figures>(name: string, figures: Figures): Figures {
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(figures, null, 2)}\n`);
  Object.assign(results, { [name]: figures });
  return figures;
}

function wholeRun({ lateness, activation, firstPicture, downloads, scale }: Partial<Results>): Results {
  if (!lateness || !activation || !firstPicture || !downloads || !scale) {
    throw new Error('The README has figures of one whole run: leave out --only.');
  }
  return { lateness, activation, firstPicture, downloads, scale };
}
