import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

export type Settings = Readonly<Record<string, unknown>>;

/** Without these a window saves, forwards, greets and looks for updates on its own while a test runs. */
const quiet: Settings = {
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'files.autoSave': 'off',
  'git.openRepositoryInParentFolders': 'never',
  'remote.autoForwardPorts': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

const settingsSchema = z.record(z.string(), z.unknown());

const withoutTrust: Settings = { 'security.workspace.trust.enabled': false };
/** Restricted Mode, with nothing that asks about it. */
const restricted: Settings = {
  'security.workspace.trust.enabled': true,
  'security.workspace.trust.startupPrompt': 'never',
};

/** Writes a user's settings.json into a user data folder. */
export function writeUserSettings(userData: string, settings: Settings, trusted: boolean): void {
  mkdirSync(join(userData, 'User'), { recursive: true });
  write(userData, { ...quiet, ...(trusted ? withoutTrust : restricted), ...settings });
}

/** Changes some of them; a running VS Code takes that over by itself. */
export function changeUserSettings(userData: string, changes: Settings): void {
  const before = settingsSchema.parse(JSON.parse(readFileSync(settingsFile(userData), 'utf8')));
  write(userData, { ...before, ...changes });
}

function write(userData: string, settings: Settings): void {
  writeFileSync(settingsFile(userData), JSON.stringify(settings, undefined, 2));
}

function settingsFile(userData: string): string {
  return join(userData, 'User', 'settings.json');
}
