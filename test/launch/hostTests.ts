import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runTests, TestRunFailedError } from '@vscode/test-electron';
import { findChromium } from './chromium.ts';
import type { Counts } from './counts.ts';
import { desktopVscode } from './desktopVscode.ts';
import { temporaryFolder } from './ending.ts';
import { HostReport } from './hostReport.ts';
import type { VscodeVersion } from './hosts.ts';
import { installHost } from './install.ts';
import type { ServerVscodeOptions } from './serverVscode.ts';
import { writeUserSettings } from './userSettings.ts';
import type { Settings } from './userSettings.ts';

export interface HostTestOptions {
  readonly version: VscodeVersion;
  readonly extensionPath: string;
  /** The bundled test/host/index.ts. */
  readonly testsPath: string;
  /** A folder or a .code-workspace file. */
  readonly workspace: string;
  readonly settings?: Settings;
  readonly environment?: Readonly<Record<string, string>>;
  /** False opens the window in Restricted Mode. A desktop's test run cannot do that, so the server does. */
  readonly trusted?: boolean;
  readonly onLine?: (line: string) => void;
}

/** Runs mocha tests in the extension host of a real VS Code, passes on mocha's report, and counts. */
export async function runHostTests(options: HostTestOptions): Promise<Counts> {
  const { trusted = true, onLine = console.log } = options;
  const profile = temporaryFolder('host');
  const userData = join(profile.path, 'data');
  writeUserSettings(userData, options.settings ?? {}, trusted);
  const report = new HostReport(onLine);
  try {
    const desktop = trusted ? await desktopVscode(options.version) : undefined;
    await runTests({
      vscodeExecutablePath: desktop ?? writeProgram(profile.path),
      extensionDevelopmentPath: options.extensionPath,
      extensionTestsPath: options.testsPath,
      launchArgs: [
        options.workspace,
        `--user-data-dir=${userData}`,
        `--extensions-dir=${join(profile.path, 'extensions')}`,
      ],
      extensionTestsEnv: {
        ...options.environment,
        // Where the extension keeps its own files; nothing in the extension host tells.
        Z_IMAGE_STORAGE: join(userData, 'User', 'globalStorage', 'zimage.z-image'),
        ...(desktop === undefined && (await serverEnvironment(options.version, trusted))),
      },
      stdout: report.output,
      stderr: report.errors,
    });
  } catch (error) {
    if (!(error instanceof TestRunFailedError)) throw error;
    onLine(report.log);
  } finally {
    profile.remove();
  }
  if (report.counts !== undefined) return report.counts;
  throw new Error(`VS Code ${options.version} ended without a result of its tests.`);
}

async function serverEnvironment(version: VscodeVersion, trusted: boolean): Promise<Record<string, string>> {
  const options: ServerVscodeOptions = {
    host: await installHost(version),
    chromium: await findChromium(),
    trusted,
  };
  return { Z_IMAGE_SERVER_VSCODE: JSON.stringify(options) };
}

/** `runTests` takes the path of a program and nothing more, so here is one that starts serverVscode.ts. */
function writeProgram(folder: string): string {
  const script = join(import.meta.dirname, 'serverVscode.ts');
  const isWindows = process.platform === 'win32';
  const program = join(folder, isWindows ? 'vscode.cmd' : 'vscode.sh');
  const text = isWindows
    ? `@"${process.execPath}" "${script}" %*\r\n`
    : `#!/bin/sh\nexec "${process.execPath}" "${script}" "$@"\n`;
  writeFileSync(program, text, { mode: 0o755 });
  return program;
}
