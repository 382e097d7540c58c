import { indentationAt, lineEnd } from './lines.ts';
import { OpenBlocks } from './openBlocks.ts';

/** Blocks behind which a picture may stand, and within which it might not. */
const blocks = new Set([
  'address',
  'blockquote',
  'dl',
  'figure',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'ol',
  'p',
  'pre',
  'table',
  'ul',
]);

/** Whatever has no end reaches to the end of the text, and a quote without one is no quote: no search is repeated. */
const tag =
  /<!--[\s\S]*?(?:-->|$)|<(script|style|title|textarea)(?![a-z0-9-])[\s\S]*?(?:<\/\1\s*>|$)|<(\/?)([a-z][a-z0-9-]*)(?:"[^"]*"|'[^']*'|[^>])*(?:>|$)/gi;

/**
 * Behind the outermost block that holds an offset, with the indentation of the line where that block begins; outside
 * of blocks, the end of the offset's own line, or of the line where the tag or comment ends that holds it.
 */
export function htmlBlockEnd(text: string, offset: number): { at: number; indentation: string } {
  const open = new OpenBlocks();
  let line = offset;
  for (const match of text.matchAll(tag)) {
    const end = match.index + match[0].length;
    if (match.index < offset && offset < end) {
      line = end;
    }
    const name = match[3]?.toLowerCase() ?? '';
    if (!blocks.has(name)) {
      continue;
    }
    if (match[2] !== '/') {
      open.begin(name, match.index);
      continue;
    }
    const outermost = open.end(name);
    if (outermost !== null && outermost < offset && end >= offset) {
      return { at: end, indentation: indentationAt(text, outermost) };
    }
  }
  return { at: lineEnd(text, line), indentation: indentationAt(text, offset) };
}

/** Whether an offset stands in a tag, or in what is no markup: a script, a style, a title. */
export function isWithinTag(text: string, offset: number): boolean {
  for (const { 0: found, index } of text.matchAll(tag)) {
    if (index < offset && offset < index + found.length) {
      return !found.startsWith('<!--');
    }
  }
  return false;
}
