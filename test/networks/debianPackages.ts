import { existsSync } from 'node:fs';
import { run } from '../launch/processes.ts';

/** Real servers from Debian's packages, installed where that can be done; else the reason why not. */
export async function installPackages(programs: Readonly<Record<string, string>>): Promise<string | null> {
  const missing = Object.entries(programs).filter(([, program]) => !existsSync(program));
  if (missing.length === 0) return null;
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    return `needs ${missing.map(([name]) => name).join(' and ')} from Debian, and root to install them`;
  }
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update'], { environment });
  const names = missing.map(([name]) => name);
  await run('apt-get', ['install', '-y', '--no-install-recommends', ...names], { environment });
  return null;
}
