import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Counts } from '../launch/counts.ts';
import { temporaryFolder } from '../launch/ending.ts';
import { run } from '../launch/processes.ts';
import { projectFolder } from '../launch/project.ts';
import { plants, type Plant } from './plants.ts';

/** The proof on the pure core; the first thing that is broken ends it. */
const pureProof = ['outcomes', 'generation', 'crowd', 'records', 'delivery', 'orders', 'sequences'].map(
  (folder) => `test/unit/${folder}`,
);

const copied = [
  'src',
  'test',
  'media',
  'l10n',
  'package.json',
  'package.nls.json',
  'tsconfig.json',
  'esbuild.js',
];
const alsoCopied = ['vitest.config.ts', 'README.md', 'CHANGELOG.md', 'LICENSE', '.vscodeignore'];

/** Plants each bug in a copy of the project, and looks whether the proofs find it. The plain copy must pass them. */
export async function findPlants(report: (line: string) => void, only = ''): Promise<Counts> {
  let passed = 0;
  let failed = 0;
  const clean = await findIn(null);
  report(clean === null ? 'ok    without a bug nothing is found' : `FAIL  without a bug: ${clean}`);
  for (const plant of plants.filter(({ name }) => name.includes(only))) {
    const found = await findIn(plant);
    if (found === null) failed++;
    else passed++;
    report(found === null ? `FAIL  not found: ${plant.name}` : `ok    ${plant.name}: ${found}`);
  }
  return { passed: passed + (clean === null ? 1 : 0), failed: failed + (clean === null ? 0 : 1), skipped: 0 };
}

/** By what it was found, or null. */
async function findIn(plant: Plant | null): Promise<string | null> {
  const copy = temporaryFolder('plant');
  try {
    for (const name of [...copied, ...alsoCopied]) {
      const isOurs = (path: string): boolean => !path.includes(join('test', 'results'));
      cpSync(join(projectFolder, name), join(copy.path, name), { recursive: true, filter: isOurs });
    }
    symlinkSync(join(projectFolder, 'node_modules'), join(copy.path, 'node_modules'));
    if (plant !== null) {
      put(plant, copy.path);
    }
    return plant?.inEditor === true ? await brokenCell(copy.path) : await brokenTest(copy.path);
  } finally {
    copy.remove();
  }
}

function put({ name, file, from, to }: Plant, folder: string): void {
  const path = join(folder, file);
  const text = readFileSync(path, 'utf8');
  if (text.split(from).length !== 2) throw new Error(`'${name}' has no place in ${file} any more.`);
  writeFileSync(
    path,
    text.replace(from, () => to),
  );
}

async function brokenTest(folder: string): Promise<string | null> {
  const vitest = join(projectFolder, 'node_modules', 'vitest', 'vitest.mjs');
  const printed = await outputOf(folder, process.execPath, [vitest, 'run', '--bail', '1', ...pureProof]);
  return printed === null ? null : (/FAIL\S*\s+(.*)/.exec(printed)?.[1] ?? 'a test');
}

async function brokenCell(folder: string): Promise<string | null> {
  const programs = join(projectFolder, 'node_modules', '.bin');
  await run(process.execPath, ['esbuild.js', '--production'], { folder });
  await run(join(programs, 'vsce'), ['package', '--no-dependencies', '--out', 'z-image.vsix'], { folder });
  const printed = await outputOf(folder, process.execPath, ['test/chaos/matrixCommand.ts', '--short']);
  return printed === null ? null : (/FAIL\s+(.*)/.exec(printed)?.[1] ?? 'a cell');
}

/** What a run printed that found something, else null. */
async function outputOf(folder: string, program: string, all: readonly string[]): Promise<string | null> {
  try {
    await run(program, all, { folder });
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
