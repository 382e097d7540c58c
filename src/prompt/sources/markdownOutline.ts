import MarkdownIt from 'markdown-it';
import { frontMatterLength } from '../../frontMatter.ts';
import type { Heading, Outline, Stretch } from './promptSource.ts';

/** For blocks alone: its work grows with the length of the text, whatever the text is. */
const markdown = new MarkdownIt({ html: true });
markdown.core.ruler.enableOnly(['normalize', 'block']);

const codeTokens = new Set(['fence', 'code_block']);
/** What MDX has between its paragraphs. */
const moduleLines = /^(?:import|export)\s/;

export function markdownOutline(text: string, languageId: string): Outline {
  const first = frontMatterLength(text);
  const starts = lineStarts(text, first);
  const stretchOf = ([from, to]: readonly [number, number]): Stretch => ({
    start: starts[from] ?? text.length,
    end: starts[to] ?? text.length,
  });
  const headings: Heading[] = [];
  const leftOut: Stretch[] = first === 0 ? [] : [{ start: 0, end: first }];
  const tokens = markdown.parse(text.slice(first), {});
  for (const [at, { type, level, tag, map }] of tokens.entries()) {
    const words = tokens[at + 1]?.content ?? '';
    if (map === null) {
      continue;
    }
    const isModule = languageId === 'mdx' && type === 'paragraph_open' && moduleLines.test(words);
    if (codeTokens.has(type) || isModule) {
      leftOut.push(stretchOf(map));
    } else if (type === 'heading_open' && level === 0) {
      headings.push({ ...stretchOf(map), level: Number(tag.slice(1)), words });
    }
  }
  return { headings, leftOut };
}

/** Where each line begins, with line breaks as the parser has them. */
function lineStarts(text: string, first: number): number[] {
  return [
    first,
    ...Array.from(text.slice(first).matchAll(/\r\n?|\n/g), (found) => first + found.index + found[0].length),
  ];
}
