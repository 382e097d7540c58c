import { glob, rm } from 'node:fs/promises';
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
        export { default as Agent } from 'undici/lib/dispatcher/agent.js';
        export { default as Client } from 'undici/lib/dispatcher/client.js';
        export { default as buildConnector } from 'undici/lib/core/connect.js';
        export { default as errors } from 'undici/lib/core/errors.js';
        // As undici's own index does.
        Object.assign(Dispatcher.prototype, api);
      `,
    }));
  },
};

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
  plugins: [partsOfUndici],
  banner: { js: requireForBundled },
  minify: production,
  sourcemap: !production,
  legalComments: 'none',
  logLevel: 'warning',
};

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
  external: ['vscode', 'mocha'],
  plugins: [],
};

if (!tests) {
  await rm('dist', { recursive: true, force: true });
}
if (tests) {
  await esbuild.build(hostTests);
} else if (watch) {
  for (const each of [extension, page]) {
    const context = await esbuild.context({ ...each, logLevel: 'info' });
    await context.watch();
  }
} else {
  await esbuild.build(extension);
  await esbuild.build(page);
}
