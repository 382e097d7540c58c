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

const tag =
  /<!--[\s\S]*?(?:-->|$)|<(script|style|title|textarea)\b[\s\S]*?(?:<\/\1\s*>|$)|<(\/?)([a-z][a-z0-9-]*)\b(?:"[^"]*"|'[^']*'|[^'">])*(?:>|$)/gi;

/**
 * Behind the outermost block that holds an offset, with the indentation of the line where that block begins; outside
 * of blocks, the end of the offset's own line, or of the line where the tag or comment ends that holds it.
 */
export function htmlBlockEnd(text: string, offset: number): { at: number; indentation: string } {
  const open: { name: string; start: number }[] = [];
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
      // A paragraph may be left open; the next block ends it.
      if (open.at(-1)?.name === 'p') {
        open.pop();
      }
      open.push({ name, start: match.index });
      continue;
    }
    const at = open.findLastIndex((block) => block.name === name);
    const closed = open[at];
    if (closed === undefined) {
      continue;
    }
    open.length = at;
    if (at === 0 && closed.start < offset && end >= offset) {
      return { at: end, indentation: indentationAt(text, closed.start) };
    }
  }
  return { at: lineEnd(text, line), indentation: indentationAt(text, offset) };
}
