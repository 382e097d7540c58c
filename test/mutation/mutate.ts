import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cached } from '../launch/cache.ts';
import { temporaryFolder } from '../launch/ending.ts';
import { npmInstall } from '../launch/npm.ts';
import { startProcess } from '../launch/processes.ts';
import { projectFolder, resultsFolder } from '../launch/project.ts';
import type { MutatedFolder } from './folders.ts';
import { strykerOptions } from './strykerOptions.ts';

const strykerVersion = '10.1.1';

interface Report {
  readonly files: Record<string, { readonly mutants: readonly { readonly status: string }[] }>;
}

/** Mutates one folder of src; fails where too little is found. What is not found stands in test/results. */
export async function mutate(folder: MutatedFolder): Promise<undefined> {
  const stryker = await installStryker();
  const results = join(resultsFolder, 'mutation');
  const report = join(results, `${folder}.json`);
  const temporary = temporaryFolder(`mutation-${folder}`);
  try {
    const options = join(temporary.path, 'stryker.json');
    const places = { sandbox: join(temporary.path, 'sandbox'), report };
    writeFileSync(options, JSON.stringify(strykerOptions(folder, places)));
    const lines: string[] = [];
    const running = startProcess(
      process.execPath,
      [stryker, 'run', options],
      { folder: projectFolder, environment: { ...process.env, Z_IMAGE_MUTATION_TESTS: folder } },
      (line) => lines.push(line),
    );
    const code = await running.exited;
    mkdirSync(results, { recursive: true });
    writeFileSync(join(results, `${folder}.txt`), `${lines.join('\n')}\n`);
    if (code !== 0) throw new Error(lines.slice(-40).join('\n'));
    console.log(describe(JSON.parse(readFileSync(report, 'utf8')) as Report));
  } finally {
    temporary.remove();
  }
  return undefined;
}

function describe({ files }: Report): string {
  const statuses = Object.values(files).flatMap(({ mutants }) => mutants.map(({ status }) => status));
  const count = (...wanted: readonly string[]): number =>
    statuses.filter((status) => wanted.includes(status)).length;
  const found = count('Killed', 'Timeout');
  const missed = count('Survived', 'NoCoverage');
  const score = ((100 * found) / (found + missed)).toFixed(1);
  return `${score} % found: ${found} (${count('Timeout')} by running too long), not found: ${missed}`;
}

/** Stryker and its packages are for this alone: they are in the cache, not among the packages of every clone. */
async function installStryker(): Promise<string> {
  const { version } = JSON.parse(
    readFileSync(join(projectFolder, 'node_modules', 'vitest', 'package.json'), 'utf8'),
  ) as { readonly version: string };
  const folder = await cached(`stryker-${strykerVersion}-vitest-${version}`, async (unfinished) => {
    console.log(`Fetching Stryker ${strykerVersion} from npm, once for this machine…`);
    const dependencies = {
      '@stryker-mutator/core': strykerVersion,
      '@stryker-mutator/vitest-runner': strykerVersion,
      vitest: version,
    };
    writeFileSync(join(unfinished, 'package.json'), JSON.stringify({ private: true, dependencies }));
    await npmInstall(unfinished);
  });
  return join(folder, 'node_modules', '@stryker-mutator', 'core', 'bin', 'stryker.js');
}
