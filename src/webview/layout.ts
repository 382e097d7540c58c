import type { PictureRange } from '../pictureRange.ts';
import type { DayCount } from '../protocol.ts';

/** How large things are on the page, in CSS pixels. */
export interface Metrics {
  readonly columns: number;
  /** From the top of a row of pictures to the top of the next. */
  readonly pitch: number;
  /** From the top of a day to the top of its first row. */
  readonly heading: number;
}

/** The part of a day that is drawn, in whole rows. Places count from 0, over all days. */
export interface DrawnDay {
  readonly date: string;
  readonly count: number;
  /** The place of the day's first picture. */
  readonly start: number;
  /** What is drawn of it. */
  readonly range: PictureRange;
  /** The room of the rows before and after, which are not drawn. */
  readonly above: number;
  readonly below: number;
}

export interface Layout {
  /** The room of the days before and after, of which nothing is drawn. */
  readonly above: number;
  readonly days: readonly DrawnDay[];
  readonly below: number;
  readonly range: PictureRange;
}

/** What is drawn of days so that all between two heights is there. Heights count from the top of the first day. */
export function layoutOf(days: readonly DayCount[], metrics: Metrics, top: number, bottom: number): Layout {
  const drawn: DrawnDay[] = [];
  let [above, below, height, start] = [0, 0, 0, 0];
  for (const { date, count } of days) {
    const rows = Math.ceil(count / metrics.columns);
    const next = height + metrics.heading + rows * metrics.pitch;
    if (next <= top) {
      above = next;
    } else if (height >= bottom) {
      below += next - height;
    } else {
      const row = (at: number): number => (at - height - metrics.heading) / metrics.pitch;
      const first = clamp(Math.floor(row(top)), 0, rows - 1);
      const end = clamp(Math.ceil(row(bottom)), first + 1, rows);
      drawn.push({
        date,
        count,
        start,
        range: {
          first: start + first * metrics.columns,
          end: start + Math.min(count, end * metrics.columns),
        },
        above: first * metrics.pitch,
        below: (rows - end) * metrics.pitch,
      });
    }
    height = next;
    start += count;
  }
  const range = { first: drawn[0]?.range.first ?? 0, end: drawn.at(-1)?.range.end ?? 0 };
  return { above, days: drawn, below, range };
}

/** Where the row of a picture begins, from the top of the first day. */
export function heightOf(days: readonly DayCount[], metrics: Metrics, place: number): number {
  let [height, start] = [0, 0];
  for (const { count } of days) {
    if (place < start + count) {
      return height + metrics.heading + Math.floor((place - start) / metrics.columns) * metrics.pitch;
    }
    height += metrics.heading + Math.ceil(count / metrics.columns) * metrics.pitch;
    start += count;
  }
  return height;
}

/** The keys that lead from one picture to another. */
export const steps = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End'] as const;
export type Step = (typeof steps)[number];

/** Where a key leads from the picture at a place: rows go on over the borders of days. Null where it leads nowhere. */
export function placeAfter(
  days: readonly DayCount[],
  columns: number,
  place: number,
  step: Step,
): number | null {
  const total = days.reduce((sum, { count }) => sum + count, 0);
  const target = {
    ArrowLeft: () => place - 1,
    ArrowRight: () => place + 1,
    ArrowUp: () => inNextRow(days, columns, place, -1),
    ArrowDown: () => inNextRow(days, columns, place, 1),
    Home: () => 0,
    End: () => total - 1,
  }[step]();
  return target === place || target < 0 || target >= total ? null : target;
}

/** The picture below or above, in the same column if the row is long enough; the place itself where there is no row. */
function inNextRow(days: readonly DayCount[], columns: number, place: number, by: -1 | 1): number {
  const rows: PictureRange[] = [];
  let start = 0;
  for (const { count } of days) {
    for (let first = start; first < start + count; first += columns) {
      rows.push({ first, end: Math.min(first + columns, start + count) });
    }
    start += count;
  }
  const at = rows.findIndex(({ first, end }) => first <= place && place < end);
  const [row, next] = [rows[at], rows[at + by]];
  return row === undefined || next === undefined
    ? place
    : Math.min(next.first + place - row.first, next.end - 1);
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
