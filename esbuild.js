import { rm } from 'node:fs/promises';
import * as esbuild from 'esbuild';

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');

/** Bundled CommonJS packages ask for Node's modules with `require`, which an ES module has not. */
const requireForBundled =
  "import { createRequire as createRequireForBundled } from 'node:module'; const require = createRequireForBundled(import.meta.url);";

/** The extension: a small entry, and what it loads at first use as chunks of their own. */
const extension = {
  entryPoints: ['src/extension.ts'],
  outdir: 'dist',
  bundle: true,
  format: 'esm',
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  platform: 'node',
  target: 'node22',
  external: ['vscode'],
  banner: { js: requireForBundled },
  minify: production,
  sourcemap: !production,
  legalComments: 'none',
  logLevel: 'warning',
};

await rm('dist', { recursive: true, force: true });
if (watch) {
  const context = await esbuild.context({ ...extension, logLevel: 'info' });
  await context.watch();
} else {
  await esbuild.build(extension);
}
