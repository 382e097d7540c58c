import { indentationAt, lineEnd } from './lines.ts';

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

const tag = /<!--[\s\S]*?(?:-->|$)|<(\/?)([a-z][a-z0-9-]*)\b(?:"[^"]*"|'[^']*'|[^'">])*>/gi;

/**
 * Behind the outermost block that holds an offset, with the indentation of the line where that block begins; outside
 * of blocks, the end of the offset's own line.
 */
export function htmlBlockEnd(text: string, offset: number): { at: number; indentation: string } {
  const open: { name: string; start: number }[] = [];
  for (const match of text.matchAll(tag)) {
    const name = match[2]?.toLowerCase() ?? '';
    if (!blocks.has(name)) {
      continue;
    }
    if (match[1] !== '/') {
      open.push({ name, start: match.index });
      continue;
    }
    const at = open.findLastIndex((block) => block.name === name);
    const closed = open[at];
    if (closed === undefined) {
      continue;
    }
    open.length = at;
    const end = match.index + match[0].length;
    if (at === 0 && closed.start < offset && end >= offset) {
      return { at: end, indentation: indentationAt(text, closed.start) };
    }
  }
  return { at: lineEnd(text, offset), indentation: indentationAt(text, offset) };
}
