import type { Seen } from './seen.ts';

/** Sums over all sequences, for the report. */
export class Tally {
  readonly #counts = new Map<string, number>();

  add(kind: string, times = 1): void {
    this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + times);
  }

  addSeen({ records, ledger, log, happened, pages }: Seen): void {
    this.add('payments', ledger.length);
    for (const { state } of records) {
      this.add(`records ${state.step}`);
    }
    this.add('pictures linked', pages.flatMap(({ links }) => links).length);
    for (const { fired } of log) {
      if (fired !== null) {
        this.add('fired switch');
        this.add(`fired switch ${fired}`);
      }
    }
    for (const [kind, times] of happened) {
      this.add(kind, times);
    }
  }

  lines(): string[] {
    const switches = [...this.#counts.keys()].filter((kind) => kind.startsWith('fired switch ')).length;
    return [
      ...[...this.#counts]
        .filter(([kind]) => !kind.startsWith('fired switch '))
        .toSorted(([one], [other]) => one.localeCompare(other))
        .map(([kind, count]) => `${String(count).padStart(6)}  ${kind}`),
      `${String(switches).padStart(6)}  different switches fired`,
    ];
  }
}
