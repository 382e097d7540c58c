import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { connectControl } from '../../runcomfy/control.ts';

const main = fileURLToPath(new URL('../../runcomfy/main.ts', import.meta.url));

test.skipIf(process.platform === 'win32')(
  'the command says where it listens, and ends cleanly when told to',
  async () => {
    const child = spawn(process.execPath, [
      main,
      '--token',
      'ann=token-of-ann',
      '--workers',
      '3',
      '--typical',
      '0',
    ]);
    let said = '';
    let complained = '';
    child.stderr.on('data', (part: Buffer) => (complained += part.toString()));
    while (!said.includes('Ctrl+C')) {
      const [part] = (await once(child.stdout, 'data')) as [Buffer];
      said += part.toString();
    }
    expect(said).toContain('token    token-of-ann');
    const control = connectControl(/control\s+(\S+)/u.exec(said)?.[1] ?? '');
    expect(await control.ledger()).toEqual([]);
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
    expect(complained).toBe('');
  },
);
