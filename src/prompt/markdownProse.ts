import type { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { toString } from 'mdast-util-to-string';
import { gfm } from 'micromark-extension-gfm';
import { htmlProse } from './htmlProse.ts';
import { pieces } from './pieces.ts';

/** What holds blocks, rather than words. */
const holders = new Set<Nodes['type']>([
  'root',
  'blockquote',
  'list',
  'listItem',
  'footnoteDefinition',
  'table',
  'tableRow',
]);

/** The parser's time grows with the square of some texts: larger ones are parsed in pieces. */
const longestParsed = 5_000;
const longestPiece = 1_500;
/** Blocks in each other that nobody writes: of these the parser takes seconds for a line. */
const tooDeep = /^(?:[ \t]*(?:>|(?:[-+*]|\d{1,9}[.)])[ \t])){50}/m;

/**
 * The words of a piece of Markdown: no marks, no fences, no comments; a picture gives its alternative text, a link
 * its words. A blank line between blocks.
 */
export function markdownProse(text: string): string {
  return (text.length > longestParsed ? pieces(text, longestPiece) : [text])
    .flatMap((piece) => blocksOf(parsed(piece)))
    .filter((block) => block.trim() !== '')
    .join('\n\n');
}

function blocksOf(root: Nodes): string[] {
  const blocks: string[] = [];
  const waiting: Nodes[] = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if ('children' in node && holders.has(node.type)) {
      waiting.push(...node.children.toReversed());
    } else if (node.type === 'html') {
      blocks.push(htmlProse(node.value));
    } else {
      // Within a block, blank lines (of a fence) are no borders.
      blocks.push(wordsOf(node).replaceAll(/(?<!\s)\s*\n\s*/g, '\n'));
    }
  }
  return blocks;
}

/** Breaks, as marks or as tags, are a space between words. */
function wordsOf(node: Nodes): string {
  if ('children' in node) {
    return node.children.map(wordsOf).join('');
  }
  if (node.type === 'break') {
    return '\n';
  }
  return node.type === 'html' ? htmlProse(node.value) : toString(node);
}

function parsed(text: string): Nodes {
  const asItIs: Nodes = { type: 'text', value: text };
  if (text.length > longestParsed || tooDeep.test(text)) {
    return asItIs;
  }
  try {
    return fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  } catch {
    // Thousands of quotes in each other are more than the parser's stack.
    return asItIs;
  }
}
