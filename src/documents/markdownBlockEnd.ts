import { fromMarkdown } from 'mdast-util-from-markdown';
import { lineEnd } from './lines.ts';

/**
 * Where the block of a Markdown text ends that holds an offset: a paragraph, a heading, a fence, a whole list, table
 * or quote, so that what is put behind it never breaks it. Between blocks it is the end of the offset's own line.
 */
export function markdownBlockEnd(text: string, offset: number): number {
  const first = frontMatterLength(text);
  if (offset < first) {
    return first;
  }
  for (const block of fromMarkdown(text.slice(first)).children) {
    const start = first + (block.position?.start.offset ?? 0);
    const end = first + (block.position?.end.offset ?? 0);
    if (offset < start) {
      break;
    }
    if (offset <= end) {
      return end;
    }
  }
  return lineEnd(text, offset);
}

function frontMatterLength(text: string): number {
  const found = /^---[^\S\r\n]*\r?\n[\s\S]*?\n(?:---|\.\.\.)[^\S\r\n]*(?=\r?\n|$)/.exec(text);
  return found?.[0].length ?? 0;
}
