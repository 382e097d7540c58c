import type { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { toString } from 'mdast-util-to-string';
import { gfm } from 'micromark-extension-gfm';
import { htmlProse } from './htmlProse.ts';

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

/**
 * The words of a piece of Markdown: no marks, no fences, no comments; a picture gives its alternative text, a link
 * its words. A blank line between blocks.
 */
export function markdownProse(text: string): string {
  const blocks: string[] = [];
  const waiting: Nodes[] = [parsed(text)];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if ('children' in node && holders.has(node.type)) {
      waiting.push(...node.children.toReversed());
    } else if (node.type === 'html') {
      blocks.push(htmlProse(node.value));
    } else {
      // Within a block, blank lines (of a fence) are no borders.
      blocks.push(toString(node, { includeHtml: false }).replaceAll(/\s*\n\s*/g, '\n'));
    }
  }
  return blocks.filter((block) => block.trim() !== '').join('\n\n');
}

function parsed(text: string): Nodes {
  try {
    return fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  } catch {
    // Thousands of quotes in each other are more than the parser's stack: then the text stands as it is.
    return { type: 'text', value: text };
  }
}
