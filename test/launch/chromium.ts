import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';
import type { LaunchOptions } from 'playwright-core';
import { canInstall, install } from './apt.ts';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'msedge', 'chrome'];
const otherPlaces = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** The browser that shows VS Code when nobody watches: what is here, else Debian's, installed now. */
export async function findChromium(): Promise<string> {
  const chosen = process.env['Z_IMAGE_CHROMIUM'];
  if (chosen !== undefined && chosen !== '') return chosen;
  return installedChromium() ?? (await installChromium());
}

export function chromiumOptions(executablePath: string): LaunchOptions {
  return {
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
    // Signals end this process by way of ending.ts, which ends the browser too.
    handleSIGHUP: false,
    handleSIGINT: false,
    handleSIGTERM: false,
  };
}

function installedChromium(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const onPath = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...onPath, ...otherPlaces, chromium.executablePath()].find(isExecutable);
}

async function installChromium(): Promise<string> {
  if (canInstall()) await install('chromium');
  const found = installedChromium();
  if (found !== undefined) return found;
  throw new Error(
    'Install Chromium or Google Chrome (on Debian: apt-get install chromium), or set Z_IMAGE_CHROMIUM to one.',
  );
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
