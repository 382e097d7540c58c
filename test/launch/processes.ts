import { execFileSync, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { atExit } from './ending.ts';

export interface ProcessOptions {
  readonly folder?: string;
  readonly environment?: NodeJS.ProcessEnv;
}

/** Runs a command to its end and gives what it printed; a failure carries that as well. */
export async function run(
  command: string,
  commandArguments: readonly string[],
  options: ProcessOptions = {},
): Promise<string> {
  const lines: string[] = [];
  const running = startProcess(command, commandArguments, options, (line) => lines.push(line));
  const code = await running.exited;
  const output = lines.join('\n');
  if (code !== 0)
    throw new Error(`${[command, ...commandArguments].join(' ')} ended with ${code}.\n${output}`);
  return output;
}

export interface RunningProcess {
  readonly id: number;
  /** The exit code, once the process is gone. */
  readonly exited: Promise<number>;
  /** Ends the process and all that it started. */
  stop(): Promise<void>;
}

export function startProcess(
  command: string,
  commandArguments: readonly string[],
  options: ProcessOptions,
  onLine: (line: string) => void,
): RunningProcess {
  const child = spawn(command, commandArguments, {
    cwd: options.folder,
    env: options.environment ?? process.env,
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, so that it can be ended together with its children.
    detached: process.platform !== 'win32',
  });
  for (const stream of [child.stdout, child.stderr]) createInterface(stream).on('line', onLine);
  const id = child.pid;
  const forget = atExit(() => {
    if (id !== undefined) endTree(id);
  });
  const exited = new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      forget();
      resolve(code ?? 1);
    });
  });
  return {
    id: id ?? -1,
    exited,
    stop: async () => {
      if (id !== undefined) endTree(id);
      await exited;
    },
  };
}

function endTree(id: number): void {
  try {
    if (process.platform === 'win32')
      execFileSync('taskkill', ['/pid', String(id), '/T', '/F'], { stdio: 'ignore' });
    else process.kill(-id, 'SIGKILL');
  } catch {
    // It was gone already.
  }
}
