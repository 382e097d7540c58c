// Stands in for the desktop program of VS Code: @vscode/test-electron starts it with a desktop's arguments, and it
// runs the tests in the extension host of a VS Code server, with a headless browser as its window.
import { dirname } from 'node:path';
import { chromium } from 'playwright-core';
import { chromiumOptions } from './chromium.ts';
import './endWithParent.ts';
import type { InstalledHost } from './install.ts';
import { startUntil } from './ready.ts';

/** What a desktop's arguments cannot say. It comes in the environment variable Z_IMAGE_SERVER_VSCODE. */
export interface ServerVscodeOptions {
  readonly host: InstalledHost;
  readonly chromium: string;
  readonly trusted: boolean;
}

const options = JSON.parse(process.env['Z_IMAGE_SERVER_VSCODE'] ?? '') as ServerVscodeOptions;
process.exit(await runTests());

async function runTests(): Promise<number> {
  const server = await startUntil(/listening on (\d+)/, options.host.node, serverArguments(), {});
  const origin = `127.0.0.1:${server.match[1]!}`;
  const browser = await chromium.launch(chromiumOptions(options.chromium));
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  const { promise: ended, resolve: end } = Promise.withResolvers<number>();
  // The workbench calls these two: with the console of the extension host, and with the result of the tests.
  await page.exposeFunction('codeAutomationLog', (_type: string, values: unknown[]) => {
    console.log(...values);
  });
  await page.exposeFunction('codeAutomationExit', end);
  page.once('crash', () => {
    console.error('The window crashed.');
    end(1);
  });
  await page.goto(`http://${origin}/?${windowQuery(origin).toString()}`);
  const code = await Promise.race([ended, server.process.exited]);
  await browser.close();
  await server.process.stop();
  return code;
}

function serverArguments(): string[] {
  return [
    options.host.server,
    ...['--host', '127.0.0.1', '--port', '0', '--without-connection-token', '--accept-server-license-terms'],
    ...['--enable-smoke-test-driver', '--telemetry-level', 'off'],
    ...['--server-data-dir', dirname(argument('user-data-dir'))],
    ...(options.trusted ? ['--disable-workspace-trust'] : []),
  ];
}

function windowQuery(origin: string): URLSearchParams {
  const payload = ['extensionDevelopmentPath', 'extensionTestsPath'].map((name) => [
    name,
    `vscode-remote://${origin}${argument(name)}`,
  ]);
  const workspace = process.argv.slice(2).find((value) => !value.startsWith('-')) ?? '';
  const kind = workspace.endsWith('.code-workspace') ? 'workspace' : 'folder';
  return new URLSearchParams({ [kind]: workspace, payload: JSON.stringify(payload) });
}

function argument(name: string): string {
  const prefix = `--${name}=`;
  const found = process.argv.find((value) => value.startsWith(prefix));
  if (found === undefined) throw new Error(`${prefix} is missing.`);
  return found.slice(prefix.length);
}
