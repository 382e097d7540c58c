import { createHash } from 'node:crypto';
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cached } from './cache.ts';
import { hostNode, nodePackage } from './hostNode.ts';
import { hostRecipes } from './hosts.ts';
import type { HostRecipe, VscodeVersion } from './hosts.ts';
import { npmInstall } from './npm.ts';
import { trim } from './trim.ts';

export interface InstalledHost {
  readonly version: VscodeVersion;
  readonly node: string;
  /** code-server's own entry: VS Code as a person has it. */
  readonly entry: string;
  /** VS Code's server alone, which can run extension tests. */
  readonly server: string;
}

const natives = join(import.meta.dirname, 'natives');

/** Fetches a VS Code from npm, once for this machine. */
export async function installHost(version: VscodeVersion): Promise<InstalledHost> {
  const recipe = hostRecipes[version];
  const folder = await cached(`vscode-${version}-${fingerprint(recipe)}`, async (unfinished) => {
    console.log(`Fetching VS Code ${version} from npm, once for this machine…`);
    await install(recipe, unfinished);
  });
  const codeServer = codeServerIn(folder);
  return {
    version,
    node: hostNode(recipe.node, folder),
    entry: join(codeServer, 'out', 'node', 'entry.js'),
    server: join(codeServer, 'lib', 'vscode', 'out', 'server-main.js'),
  };
}

async function install(recipe: HostRecipe, folder: string): Promise<void> {
  const dependencies = { 'code-server': recipe.codeServer, ...nodePackage(recipe.node) };
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies }));
  await npmInstall(folder);
  const codeServer = codeServerIn(folder);
  const vscode = join(codeServer, 'lib', 'vscode');
  trim(recipe, vscode);
  await Promise.all([npmInstall(vscode), npmInstall(join(vscode, 'extensions'))]);
  for (const [place, standIn] of Object.entries(recipe.standIns)) {
    replacePackage(join(codeServer, place), join(natives, standIn));
  }
}

function codeServerIn(folder: string): string {
  return join(folder, 'node_modules', 'code-server');
}

function replacePackage(place: string, standIn: string): void {
  rmSync(place, { recursive: true });
  cpSync(standIn, place, { recursive: true });
  writeFileSync(
    join(place, 'package.json'),
    JSON.stringify({ version: '0.0.0', type: 'module', main: 'index.js' }),
  );
}

/** Another recipe, or another stand-in, is another installation. */
function fingerprint(recipe: HostRecipe): string {
  const hash = createHash('sha256').update(JSON.stringify([recipe, nodePackage(recipe.node)]));
  for (const name of readdirSync(natives).sort()) hash.update(readFileSync(join(natives, name, 'index.js')));
  return hash.digest('hex').slice(0, 8);
}
