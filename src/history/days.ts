import type { DayCount } from '../protocol.ts';
import type { GenerationRecord } from '../records/generationRecord.ts';
import type { HistoryEntry } from './entries.ts';

/**
 * Tells the days on which records were made, in the time zone of the person, who may be in another one than the host.
 * A record's day is computed once: ten thousand of them would be felt.
 */
export class Days {
  readonly #format: Intl.DateTimeFormat;
  readonly #dates = new WeakMap<GenerationRecord, string>();

  /** An IANA time zone, or nothing for the host's own. */
  constructor(timeZone: string | undefined) {
    // Swedish writes a date as ISO 8601 does.
    this.#format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' });
  }

  /** How many pictures each day has, in the order of the pictures. */
  counts(entries: readonly HistoryEntry[]): DayCount[] {
    const counts: { date: string; count: number }[] = [];
    for (const { record } of entries) {
      const date = this.#dateOf(record);
      const last = counts.at(-1);
      if (last?.date === date) {
        last.count++;
      } else {
        counts.push({ date, count: 1 });
      }
    }
    return counts;
  }

  #dateOf(record: GenerationRecord): string {
    const known = this.#dates.get(record);
    if (known !== undefined) {
      return known;
    }
    const date = this.#format.format(Date.parse(record.createdAt));
    this.#dates.set(record, date);
    return date;
  }
}
