import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { format } from 'node:util';
import Mocha from 'mocha';

/** VS Code calls this in its extension host. The tests are bundled beside it, a file for each. */
export async function run(): Promise<void> {
  process.setSourceMapsEnabled(true);
  // The window's own log comes on the same way; test/launch/hostTests.ts knows our lines by these words.
  Mocha.reporters.Base.consoleLog = (...values: unknown[]) => {
    for (const line of format(...values).split('\n')) console.log(`Z-IMAGE-REPORT ${line}`);
  };
  const mocha = new Mocha({ ui: 'bdd', reporter: 'spec', color: false, timeout: 60_000 });
  await loadTests(mocha);
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const { promise: ended, resolve: end } = Promise.withResolvers<undefined>();
  mocha
    .run(() => {
      end(undefined);
    })
    .on('pass', () => counts.passed++)
    .on('fail', () => counts.failed++)
    .on('pending', () => counts.skipped++);
  await ended;
  console.log(`Z-IMAGE-HOST ${JSON.stringify(counts)}`);
  if (counts.failed > 0) throw new Error(`${counts.failed} failed.`);
}

/** Mocha's own loading uses `require`, which never returns in the extension host of VS Code 1.106. */
async function loadTests(mocha: Mocha): Promise<void> {
  for (const name of readdirSync(import.meta.dirname).filter((file) => file.endsWith('.test.js'))) {
    const file = join(import.meta.dirname, name);
    mocha.suite.emit('pre-require', globalThis, file, mocha);
    await import(pathToFileURL(file).href);
  }
}
