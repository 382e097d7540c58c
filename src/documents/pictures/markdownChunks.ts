import type { Range } from '../keptPlace.ts';

/** A piece of Markdown that means by itself what it means in its text. */
export interface Chunk extends Range {
  readonly text: string;
}

/** A chunk as long as this is cut between lines: the parser's time grows faster than its text. */
const longestChunk = 20_000;

/** Blocks of HTML that a blank line does not end, with what does. */
const opaque: readonly (readonly [RegExp, RegExp])[] = [
  [/^ {0,3}<!--/, /-->/],
  [/^ {0,3}<(?:script|pre|style|textarea)(?:[\s>]|$)/i, /<\/(?:script|pre|style|textarea)>/i],
  [/^ {0,3}<\?/, /\?>/],
  [/^ {0,3}<!\[CDATA\[/, /\]\]>/],
];

const fence = /^( {0,3})(`{3,}(?=[^`]*$)|~{3,})/;
const holder = /^(?:[-+*]|\d{1,9}[.)]|\[\^)/;

/**
 * Cuts a text before lines that stand at the margin behind a blank line, outside of fences and of HTML. What is cut
 * too rarely is still read right.
 */
export function markdownChunks(text: string, from: number): Chunk[] {
  const chunks: Chunk[] = [];
  let start = from;
  let isBlank = true;
  let end: RegExp | null = null;
  /** A fence that may stand within an item of a list ends with it. */
  let endsAtMargin = false;
  for (let at = from; at < text.length;) {
    const found = text.indexOf('\n', at);
    const next = found < 0 ? text.length : found + 1;
    const line = text.slice(at, next).replace(/\r?\n$/, '');
    if (endsAtMargin && /^\S/.test(line)) {
      [end, endsAtMargin] = [null, false];
    }
    const isMargin = isBlank && /^\S/.test(line);
    if (end === null && (isMargin || at - start > longestChunk) && at > start) {
      chunks.push({ start, end: at, text: text.slice(start, at) });
      start = at;
    }
    if (end === null) {
      const opened = fence.exec(line);
      end = opened === null ? endOfHtml(line) : closing(opened[2] ?? '');
      endsAtMargin = opened !== null && opened[1] !== '' && holder.test(text.slice(start, start + 12));
    } else if (end.test(line)) {
      [end, endsAtMargin] = [null, false];
    }
    isBlank = line.trim() === '';
    at = next;
  }
  return start < text.length ? [...chunks, { start, end: text.length, text: text.slice(start) }] : chunks;
}

function closing(marks: string): RegExp {
  return new RegExp(`^\\s*${marks[0] ?? ''}{${marks.length},}\\s*$`);
}

function endOfHtml(line: string): RegExp | null {
  const end = opaque.find(([begin]) => begin.test(line))?.[1];
  return end === undefined || end.test(line) ? null : end;
}
