import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { until } from './until.ts';

/** Follows the extension hosts of one VS Code server, a process for each window and each restart, by their logs. */
export class ExtensionHosts {
  readonly #logs: string;

  constructor(logs: string) {
    this.#logs = logs;
  }

  /** The process of the newest extension host, once it runs and its first extensions are active. */
  id(): Promise<number> {
    return until('an extension host with its extensions', () => this.#newest());
  }

  /** The same, but not the process that was there before. */
  async idAfter(previous: number): Promise<number> {
    return until('a new extension host', () => {
      const id = this.#newest();
      return id === previous ? undefined : id;
    });
  }

  /** Ends it the hard way, as a crash would. VS Code restarts it twice by itself within five minutes. */
  async kill(): Promise<number> {
    const id = await this.id();
    process.kill(id, 'SIGKILL');
    await until('the end of the extension host', () => (isRunning(id) ? undefined : true));
    return id;
  }

  /** Stops it where it is, as a busy one would be, while something is done. */
  async whileStopped<T>(doing: () => Promise<T>): Promise<T> {
    const id = await this.id();
    process.kill(id, 'SIGSTOP');
    try {
      return await doing();
    } finally {
      process.kill(id, 'SIGCONT');
    }
  }

  /** A restarted extension host writes on in the log of the one before. */
  #newest(): number | undefined {
    const starts = this.#logTexts().flatMap((text) =>
      [...text.matchAll(/^(\S+ \S+) \[info\] Extension host with pid (\d+) started/gm)].map((match) => ({
        time: match[1]!,
        id: Number(match[2]),
        isReady: text.includes('Eager extensions activated', match.index),
      })),
    );
    // A window that was closed took its own with it.
    const running = starts.filter(({ id }) => isRunning(id));
    const newest = running.sort((one, other) => one.time.localeCompare(other.time)).at(-1);
    return newest?.isReady === true ? newest.id : undefined;
  }

  #logTexts(): string[] {
    return readdirSync(this.#logs, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('remoteexthost.log'))
      .map((name) => readFileSync(join(this.#logs, name), 'utf8'));
  }
}

function isRunning(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch {
    return false;
  }
}
