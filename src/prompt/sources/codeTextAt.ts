import { codeTokens, lineCommentOf } from './codeSyntax.ts';
import type { PromptSource, Stretch } from './promptSource.ts';

/** Further in, a text is data rather than code that somebody draws pictures for. */
const longestRead = 2_000_000;

/** The comment or the string of a piece of code that holds an offset; comments of lines that follow each other are one. */
export function codeTextAt(text: string, offset: number, languageId: string): PromptSource | null {
  const tokens = codeTokens(languageId);
  if (tokens === null || offset > longestRead) {
    return null;
  }
  for (const found of text.slice(0, longestRead).matchAll(tokens)) {
    const stretch = { start: found.index, end: found.index + found[0].length };
    if (stretch.start > offset) {
      return null;
    }
    if (offset <= stretch.end) {
      return found.groups?.['string'] === undefined
        ? { kind: 'comment', ...wholeComment(text, stretch, languageId) }
        : { kind: 'string', ...stretch };
    }
  }
  return null;
}

/** With the lines above and below that are nothing but such a comment too. */
function wholeComment(text: string, { start, end }: Stretch, languageId: string): Stretch {
  const leader = lineCommentOf(languageId);
  const isLine = leader !== null && new RegExp(`^${leader}`).test(text.slice(start, end));
  const lead = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  if (!isLine || lead.trim() !== '') {
    return { start, end };
  }
  const isComment = new RegExp(`^[ \\t]*${leader}`);
  let [first, last] = [start - lead.length, end];
  while (first > 0) {
    const above = text.lastIndexOf('\n', first - 2) + 1;
    if (!isComment.test(text.slice(above, first - 1))) {
      break;
    }
    first = above;
  }
  while (last < text.length) {
    const next = text.indexOf('\n', last + 1);
    const below = next < 0 ? text.length : next;
    if (!isComment.test(text.slice(last + 1, below))) {
      break;
    }
    last = below;
  }
  return { start: first, end: last };
}
