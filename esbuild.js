import { glob, readFile, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import * as esbuild from 'esbuild';

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');
/** Only the tests for the extension host, beside an extension that is built already. */
const tests = process.argv.includes('--tests');

/** Bundled CommonJS packages ask for Node's modules with `require`, which an ES module has not. */
const requireForBundled =
  "import { createRequire as createRequireForBundled } from 'node:module'; const require = createRequireForBundled(import.meta.url);";

/**
 * Only the parts of undici that are used: its index also brings fetch, WebSocket, caches and mocks, half a megabyte
 * that would be read at the first command.
 */
const partsOfUndici = {
  name: 'parts-of-undici',
  setup(build) {
    build.onResolve({ filter: /^undici$/ }, () => ({ path: 'undici', namespace: 'parts-of-undici' }));
    build.onLoad({ filter: /.*/, namespace: 'parts-of-undici' }, () => ({
      resolveDir: import.meta.dirname,
      contents: `
        import api from 'undici/lib/api/index.js';
        import Dispatcher from 'undici/lib/dispatcher/dispatcher.js';
        export { default as Client } from 'undici/lib/dispatcher/client.js';
        export { default as buildConnector } from 'undici/lib/core/connect.js';
        export { default as errors } from 'undici/lib/core/errors.js';
        // As undici's own index does.
        Object.assign(Dispatcher.prototype, api);
      `,
    }));
  },
};

const extension = {
  outdir: 'dist',
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node22',
  external: ['vscode'],
  minify: production,
  sourcemap: !production,
  legalComments: 'none',
  logLevel: 'warning',
};

/** The files that the entry imports at their first use, by name. Known once the entry is built. */
const lazyFiles = new Map();

/**
 * Each start of the editor reads the entry, so it is one file: it shares no chunk with what it loads at first use. What
 * both hold is small, and has no state. What `extension.ts` itself imports later stands in it too, and is begun then. It
 * is a CommonJS module, since VS Code loads those at once; an ES module waits for its turn among all that starts at the
 * same time.
 */
const entry = {
  ...extension,
  entryPoints: ['src/extension.ts'],
  format: 'cjs',
  outExtension: { '.js': '.cjs' },
  plugins: [
    {
      name: 'lazy-files',
      setup(build) {
        build.onResolve({ filter: /^\./ }, ({ kind, importer, path, resolveDir }) => {
          if (kind !== 'dynamic-import' || basename(importer) === 'extension.ts') return undefined;
          const name = basename(path, '.ts');
          lazyFiles.set(name, join(resolveDir, path));
          return { path: `./${name}.js`, external: true };
        });
      },
    },
    {
      // The editor's API as it is: for each file that imports it esbuild would copy its hundreds of names, at each start.
      name: 'api-as-it-is',
      setup(build) {
        build.onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, async ({ path }) => {
          const text = await readFile(path, 'utf8');
          return {
            contents: text.replace(
              /^import \* as vscode from 'vscode';$/m,
              "const vscode = require('vscode');",
            ),
            loader: 'ts',
          };
        });
      },
    },
  ],
};

/** What the entry loads at first use, with chunks of its own. */
const lazy = () => ({
  ...extension,
  entryPoints: Object.fromEntries(lazyFiles),
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  plugins: [partsOfUndici],
  banner: { js: requireForBundled },
});

/** The page inside the gallery: browser code, with the editor's own icons beside it. */
const page = {
  entryPoints: ['src/webview/gallery.ts', 'node_modules/@vscode/codicons/dist/codicon.css'],
  entryNames: '[name]',
  assetNames: '[name]',
  outdir: 'dist/webview',
  bundle: true,
  format: 'esm',
  platform: 'browser',
  target: 'chrome134',
  loader: { '.ttf': 'file' },
  minify: production,
  sourcemap: !production,
  legalComments: 'none',
  logLevel: 'warning',
};

/** What runs in the extension host of a real VS Code: each file by itself, as mocha loads them. */
const hostTests = {
  ...extension,
  entryPoints: await Array.fromAsync(glob('test/host/*.ts')),
  outdir: 'dist/test/host',
  splitting: true,
  external: ['vscode', 'mocha'],
  banner: { js: requireForBundled },
};

if (tests) {
  await esbuild.build(hostTests);
} else {
  await rm('dist', { recursive: true, force: true });
  await esbuild.build(entry);
  if (watch) {
    for (const part of [entry, lazy(), page]) {
      const context = await esbuild.context({ ...part, logLevel: 'info' });
      await context.watch();
    }
  } else {
    await Promise.all([lazy(), page].map((part) => esbuild.build(part)));
  }
}
