import type { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';

export type MarkdownKind = 'markdown' | 'mdx';

/** Code by indentation and blocks of HTML, which MDX has not: its tags stand in Markdown, and it in them. */
const noneInMdx = { disable: { null: ['codeIndented', 'htmlFlow'] } };
const extensions = { markdown: [gfm()], mdx: [gfm(), noneInMdx] };
const mdastExtensions = [gfmFromMarkdown()];

/** Everything in a text, in its order; nothing where blocks stand in each other deeper than the parser's stack. */
export function markdownNodes(text: string, kind: MarkdownKind): Nodes[] {
  const found: Nodes[] = [];
  const waiting: Nodes[] = parsed(text, kind);
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    found.push(node);
    if ('children' in node) {
      waiting.push(...node.children.toReversed());
    }
  }
  return found;
}

function parsed(text: string, kind: MarkdownKind): Nodes[] {
  try {
    return [fromMarkdown(text, { extensions: extensions[kind], mdastExtensions })];
  } catch {
    return [];
  }
}
