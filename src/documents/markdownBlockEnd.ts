import MarkdownIt from 'markdown-it';
import { frontMatterLength } from '../frontMatter.ts';
import { footnoteBlock } from './footnoteBlock.ts';
import { lineEnd } from './lines.ts';

/**
 * The parser of the editor's own preview, for blocks alone: its work grows with the length of the text, whatever the
 * text is, since it goes into no more than a hundred blocks in each other.
 */
const markdown = new MarkdownIt({ html: true }).use(footnoteBlock);
markdown.core.ruler.enableOnly(['normalize', 'block']);

/**
 * Where the block of a Markdown text ends that holds an offset: a paragraph, a heading, a fence, a whole list, table
 * or quote, so that what is put behind it never breaks it. Between blocks it is the end of the offset's own line.
 */
export function markdownBlockEnd(text: string, offset: number): number {
  const first = frontMatterLength(text);
  if (offset < first) {
    return first;
  }
  const lines = lineStarts(text, first);
  const blocks = markdown
    .parse(text.slice(first), {})
    .filter(({ level, map }) => level === 0 && map !== null);
  for (const { map } of blocks) {
    const [start, end] = map ?? [0, 0];
    if (offset < (lines[start] ?? text.length)) {
      break;
    }
    const last = lastFilledLine(text, lines, start, end);
    const blockEnd = lineEnd(text, lines[last] ?? text.length);
    if (offset <= blockEnd) {
      return blockEnd;
    }
  }
  return lineEnd(text, offset);
}

/** Where each line begins, with line breaks as the parser has them. */
function lineStarts(text: string, first: number): number[] {
  const starts = [first];
  const lineBreak = /\r\n?|\n/g;
  lineBreak.lastIndex = first;
  while (lineBreak.exec(text) !== null) {
    starts.push(lineBreak.lastIndex);
  }
  return starts;
}

/** Lists and quotes take the blank lines behind them as their own. */
function lastFilledLine(text: string, lines: readonly number[], start: number, end: number): number {
  let last = end - 1;
  while (last > start && /^[ \t]*[\r\n]*$/.test(text.slice(lines[last], lines[last + 1]))) {
    last--;
  }
  return last;
}
