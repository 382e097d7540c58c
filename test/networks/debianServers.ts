import { existsSync } from 'node:fs';
import { canInstall, install } from '../launch/apt.ts';

/** Real servers, by the packages of Debian that have them, installed where that can be done; else the reason why not. */
export async function installServers(programs: Readonly<Record<string, string>>): Promise<string | null> {
  const missing = Object.keys(programs).filter((name) => !existsSync(programs[name]!));
  if (missing.length === 0) return null;
  if (!canInstall()) return `needs ${missing.join(' and ')} from Debian, and root to install them`;
  await install(...missing);
  return null;
}
