// `npm start`: a real VS Code with the extension, a sample workspace and the local RunComfy.
// --headless does a person's main job in it once, by clicks, and ends; so does a run with no terminal.
// --live uses the real service with the token in RUNCOMFY_API_TOKEN, and costs money.
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Workbench } from '../e2e/support/workbench.ts';
import { startInstalledVscode } from './installedVscode.ts';
import { doMainJob } from './mainJob.ts';
import { npmScript } from './npm.ts';
import { packagedExtension, resultsFolder } from './project.ts';
import { chooseService } from './startService.ts';
import { startVscodeServer } from './vscodeServer.ts';
import type { VscodeServerOptions } from './vscodeServer.ts';

// Ctrl+C is how a person ends this, so it is no failure.
process.once('SIGINT', () => process.exit(0));

const { values } = parseArgs({ options: { headless: { type: 'boolean' }, live: { type: 'boolean' } } });
const headless = values.headless ?? !(process.stdin.isTTY && process.stdout.isTTY);
const page = 'Three pictures.md';

const service = await chooseService(values.live ?? false);
console.log(`Generating with ${service.name}.`);
console.log('Packaging the extension…');
await npmScript('package');
console.log('Starting VS Code…');
const options: VscodeServerOptions = {
  vsix: packagedExtension,
  workspace: sampleWorkspace(),
  settings: service.settings,
  environment: service.environment,
};
if (headless) await showWithoutPerson(options);
else await showToPerson(options);

async function showToPerson(vscodeOptions: VscodeServerOptions): Promise<void> {
  const vscode = await startVscodeServer(vscodeOptions);
  console.log(`
VS Code is ready. Open this address in your browser:

    ${vscode.url}

Open "${page}" there, select a paragraph, right-click on it, and choose Generate Image and Insert.
The files are in ${vscodeOptions.workspace ?? ''}.
Press Ctrl+C here when you are done.`);
}

async function showWithoutPerson(vscodeOptions: VscodeServerOptions): Promise<void> {
  const vscode = await startInstalledVscode(vscodeOptions);
  try {
    const done = await doMainJob(vscode.page, join(vscodeOptions.workspace ?? '', page));
    console.log(`The document now says: ${done.line}`);
    console.log(`The picture:    ${done.picture}`);
    console.log(`The screenshot: ${done.screenshot}`);
  } catch (error) {
    console.error(`It failed. The screen: ${await new Workbench(vscode.page).screenshot('start failed')}`);
    throw error;
  } finally {
    await vscode.stop();
    await service.close();
  }
}

/** A fresh copy at each start, left where it is so that its pictures can be looked at. */
function sampleWorkspace(): string {
  const folder = join(resultsFolder, 'sample-workspace');
  rmSync(folder, { recursive: true, force: true });
  cpSync(join(import.meta.dirname, 'sample-workspace'), folder, { recursive: true });
  return folder;
}
