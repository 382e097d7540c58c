import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

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

const withoutTrust: Settings = { 'security.workspace.trust.enabled': false };
/** Restricted Mode, with nothing that asks about it. */
const restricted: Settings = {
  'security.workspace.trust.enabled': true,
  'security.workspace.trust.startupPrompt': 'never',
};

/** Writes a user's settings.json into a user data folder. */
export function writeUserSettings(userData: string, settings: Settings, trusted: boolean): void {
  const folder = join(userData, 'User');
  mkdirSync(folder, { recursive: true });
  const all = { ...quiet, ...(trusted ? withoutTrust : restricted), ...settings };
  writeFileSync(join(folder, 'settings.json'), JSON.stringify(all, undefined, 2));
}
