import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HostRecipe } from './hosts.ts';

interface Manifest {
  dependencies: Record<string, string>;
}

interface Lock {
  readonly packages: Record<string, Manifest>;
}

/**
 * Takes out of VS Code's manifest what is not needed or not to be had; and out of its lock too, so that
 * everything else is installed as VS Code locked it.
 */
export function trim(recipe: HostRecipe, folder: string): void {
  const manifestFile = join(folder, 'package.json');
  const manifest = JSON.parse(readFileSync(manifestFile, 'utf8')) as Manifest;
  trimDependencies(recipe, manifest);
  writeFileSync(manifestFile, JSON.stringify(manifest));

  const lockFile = join(folder, 'npm-shrinkwrap.json');
  const lock = JSON.parse(readFileSync(lockFile, 'utf8')) as Lock;
  trimDependencies(recipe, lock.packages['']!);
  for (const name of [...recipe.leftOut, ...Object.keys(recipe.replaced)]) {
    Reflect.deleteProperty(lock.packages, `node_modules/${name}`);
  }
  writeFileSync(lockFile, JSON.stringify(lock));
}

function trimDependencies(recipe: HostRecipe, manifest: Manifest): void {
  const kept = Object.entries(manifest.dependencies).filter(([name]) => !recipe.leftOut.includes(name));
  manifest.dependencies = { ...Object.fromEntries(kept), ...recipe.replaced };
}
