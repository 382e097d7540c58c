import type { PageWords } from '../protocol.ts';

const format = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: 'full' });

/** How a day of the person's is called; its date is as ISO 8601 writes it. */
export function dayTitle(date: string, words: PageWords): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const time = new Date(year, month - 1, day).getTime();
  const now = new Date();
  const daysAgo = (days: number): number =>
    new Date(now.getFullYear(), now.getMonth(), now.getDate() - days).getTime();
  return time === daysAgo(0) ? words.today : time === daysAgo(1) ? words.yesterday : format.format(time);
}
