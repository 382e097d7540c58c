import { createInterface } from 'node:readline';
import { PassThrough } from 'node:stream';
import type { Counts } from './counts.ts';

/** Sorts what a VS Code prints while it runs tests: the report, the counts, and all the rest. */
export class HostReport {
  /** Where that VS Code prints to. */
  readonly output = new PassThrough();
  readonly errors = new PassThrough();
  counts: Counts | undefined;
  readonly #onLine: (line: string) => void;
  readonly #log: string[] = [];

  constructor(onLine: (line: string) => void) {
    this.#onLine = onLine;
    for (const stream of [this.output, this.errors]) {
      createInterface(stream).on('line', (line) => {
        this.#read(line);
      });
    }
  }

  /** What the window and the extensions logged: of interest only when something went wrong. */
  get log(): string {
    return this.#log.join('\n');
  }

  /** The marks are those of test/host/index.ts. */
  #read(line: string): void {
    const match = /Z-IMAGE-(REPORT|HOST) (.*)$/.exec(line);
    if (match === null) this.#log.push(line);
    else if (match[1] === 'REPORT') this.#onLine(match[2]!);
    else this.counts = JSON.parse(match[2]!) as Counts;
  }
}
