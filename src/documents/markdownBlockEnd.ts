import type { Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { lineEnd, lineStart } from './lines.ts';

/** What stands within paragraphs is not looked at: some texts of it cost the parser the square of their length. */
const blocksAlone = {
  disable: {
    null: [
      'attention',
      'autolink',
      'characterEscape',
      'characterReference',
      'codeText',
      'emailAutolink',
      'hardBreakEscape',
      'htmlText',
      'labelEnd',
      'labelStartImage',
      'labelStartLink',
      'protocolAutolink',
      'wwwAutolink',
    ],
  },
};

/**
 * Where the block of a Markdown text ends that holds an offset: a paragraph, a heading, a fence, a whole list, table
 * or quote, so that what is put behind it never breaks it. Between blocks it is the end of the offset's own line.
 */
export function markdownBlockEnd(text: string, offset: number): number {
  const first = frontMatterLength(text);
  if (offset < first) {
    return first;
  }
  const root = parsed(text.slice(first));
  if (root === null) {
    return paragraphEnd(text, offset);
  }
  for (const block of root.children) {
    const start = first + (block.position?.start.offset ?? 0);
    const end = first + (block.position?.end.offset ?? 0);
    if (offset < lineStart(text, start)) {
      break;
    }
    if (offset <= end) {
      return lineEnd(text, end);
    }
  }
  return lineEnd(text, offset);
}

function frontMatterLength(text: string): number {
  const found = /^(?:---|\+\+\+)[^\S\r\n]*\r?\n[\s\S]*?\n(?:---|\.\.\.|\+\+\+)[^\S\r\n]*(?=\r?\n|$)/.exec(
    text,
  );
  return found?.[0].length ?? 0;
}

/** Null where blocks stand in each other deeper than the parser's stack. */
function parsed(text: string): Root | null {
  try {
    return fromMarkdown(text, { extensions: [gfm(), blocksAlone], mdastExtensions: [gfmFromMarkdown()] });
  } catch {
    return null;
  }
}

function paragraphEnd(text: string, offset: number): number {
  const blank = /\n[^\S\n]*\r?(?:\n|$)/g;
  blank.lastIndex = offset;
  return lineEnd(text, blank.exec(text)?.index ?? text.length);
}
