import type { RecordBook } from '../records/recordBook.ts';

const most = 20;

/** The latest prompts, without the project's style. */
export function recentPrompts(book: RecordBook): string[] {
  const prompts = [...book.list('open'), ...book.list('history')].map(({ altText }) => altText);
  return [...new Set(prompts)].slice(0, most);
}
