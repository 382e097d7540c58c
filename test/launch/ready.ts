import { startProcess } from './processes.ts';
import type { ProcessOptions, RunningProcess } from './processes.ts';

/** Starts a process and waits for the line by which it says that it is ready; gives what the line matched. */
export async function startUntil(
  ready: RegExp,
  command: string,
  commandArguments: readonly string[],
  options: ProcessOptions,
): Promise<{ readonly process: RunningProcess; readonly match: RegExpExecArray }> {
  const lines: string[] = [];
  const { promise, resolve } = Promise.withResolvers<RegExpExecArray>();
  const running = startProcess(command, commandArguments, options, (line) => {
    lines.push(line);
    const match = ready.exec(line);
    if (match !== null) resolve(match);
  });
  const ended = running.exited.then((code): never => {
    throw new Error(`${command} ended with ${code} before it was ready.\n${lines.join('\n')}`);
  });
  const match = await Promise.race([promise, ended]);
  // From here on its end is the caller's matter.
  ended.catch(() => undefined);
  return { process: running, match };
}
