import type { PageWords, ShownPicture } from '../protocol.ts';

/** Pictures of one day of the person's. */
export interface Day {
  /** The same for each picture of the day. */
  readonly key: string;
  readonly title: string;
  readonly pictures: readonly ShownPicture[];
}

const format = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: 'full' });

/** Puts pictures that are in order of their time together by day. */
export function daysOf(pictures: readonly ShownPicture[], words: PageWords): Day[] {
  const groups = Map.groupBy(pictures, ({ createdAt }) => beginOfDay(new Date(createdAt)).getTime());
  const today = beginOfDay(new Date());
  const yesterday = new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1);
  return [...groups].map(([time, ofDay]) => ({
    key: String(time),
    title:
      time === today.getTime()
        ? words.today
        : time === yesterday.getTime()
          ? words.yesterday
          : format.format(time),
    pictures: ofDay,
  }));
}

function beginOfDay(time: Date): Date {
  return new Date(time.getFullYear(), time.getMonth(), time.getDate());
}
