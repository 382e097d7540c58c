import { isBlank } from './textBlocks.ts';

export type TypstMode = 'markup' | 'code' | 'string';

/** Groups that code has open: of code, or of content. */
interface Reading {
  readonly groups: string[];
  /** Within a statement, such as `#let`, whose groups follow until its line ends. */
  statement: boolean;
  /** Where the text of raw text ends, such as its fence; null outside of it. */
  raw: string | null;
}

const token =
  /\\.|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|`{3,}|`[^`]*`?|"(?:\\[\s\S]|[^"\\])*"?|#(let|set|show|if|for|while|return|import|include|context)\b|#[\p{L}_][\p{L}\p{N}_.-]*(?=[([])|#(?=[([{])|[([{)\]}]|\n/gu;

/** Blocks end with a blank line outside of raw text and of every group of code. */
export function typstLastLine(lines: readonly string[], first: number): number {
  const reading: Reading = { groups: [], statement: false, raw: null };
  for (let at = first; at < lines.length; at++) {
    read(`${lines[at] ?? ''}\n`, reading);
    if (isBlank(lines[at + 1]) && reading.groups.length === 0 && reading.raw === null) {
      return at;
    }
  }
  return lines.length - 1;
}

export function typstModeAt(text: string, offset: number): TypstMode {
  const reading: Reading = { groups: [], statement: false, raw: null };
  // A string that ends behind the offset is open there.
  const openString = read(text.slice(0, offset), reading);
  return openString ? 'string' : inCode(reading) ? 'code' : 'markup';
}

function inCode({ groups, statement }: Reading): boolean {
  const group = groups.at(-1);
  return group === undefined ? statement : group !== '[';
}

/** Reads on; gives whether a string is left open. */
function read(text: string, reading: Reading): boolean {
  const { groups } = reading;
  token.lastIndex = 0;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    const [found, keyword] = match;
    if (reading.raw !== null) {
      reading.raw = found === reading.raw ? null : reading.raw;
    } else if (found.startsWith('```')) {
      reading.raw = found;
    } else if (found.startsWith('"')) {
      if (!inCode(reading)) {
        // Quotes of a text mean nothing.
        token.lastIndex = match.index + 1;
      } else if (!/[^\\]"$/.test(found) || found.length === 1) {
        return found !== '""';
      }
    } else if (keyword !== undefined) {
      reading.statement ||= groups.length === 0;
    } else if (found === '\n') {
      reading.statement &&= groups.length > 0;
    } else if (/^[([{]$/.test(found)) {
      const previous = text[match.index - 1] ?? '';
      const called = /[\p{L}\p{N}_#)\]]/u.test(previous) && startsCall(text, match.index);
      if (inCode(reading) || groups.length > 0 || called) {
        groups.push(found);
      }
    } else if (/^[)\]}]$/.test(found)) {
      groups.pop();
    }
  }
  return false;
}

/** Whether an opening stands right behind `#name`, or behind a group that does. */
function startsCall(text: string, at: number): boolean {
  return /#[\p{L}\p{N}_.-]*(?:\([^()\n]*\)|\[[^[\]\n]*\])*$/u.test(text.slice(Math.max(0, at - 500), at));
}
