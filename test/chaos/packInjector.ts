import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as esbuild from 'esbuild';
import { temporaryFolder } from '../launch/ending.ts';
import { run } from '../launch/processes.ts';
import { projectFolder } from '../launch/project.ts';

/** Packages the extension that breaks things, and gives the path of its .vsix. */
export async function packInjector(): Promise<string> {
  const { path } = temporaryFolder('injector');
  const source = join(import.meta.dirname, 'injector');
  await esbuild.build({
    entryPoints: [join(source, 'extension.ts')],
    outfile: join(path, 'extension.js'),
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node22',
    external: ['vscode'],
    logLevel: 'warning',
  });
  copyFileSync(join(source, 'package.json'), join(path, 'package.json'));
  copyFileSync(join(projectFolder, 'LICENSE'), join(path, 'LICENSE'));
  writeFileSync(join(path, 'README.md'), 'A tool of the tests.\n');
  const vsix = join(path, 'injector.vsix');
  const vsce = join(projectFolder, 'node_modules', '.bin', 'vsce');
  await run(vsce, ['package', '--no-dependencies', '--allow-missing-repository', '--out', vsix], {
    folder: path,
  });
  return vsix;
}
