import { existsSync } from 'node:fs';
import { run } from './processes.ts';

/** Whether Debian's packages can be installed here: by root, with apt-get. */
export function canInstall(): boolean {
  return process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
}

export async function install(...packages: readonly string[]): Promise<void> {
  console.log(`Installing ${packages.join(' and ')} with apt-get, once for this machine…`);
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update'], { environment });
  await run('apt-get', ['install', '-y', ...packages], { environment });
}
