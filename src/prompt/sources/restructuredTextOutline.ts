import type { Heading, Outline, Stretch } from './promptSource.ts';

const adornment = /^([!-/:-@[-`{-~])\1{2,}\s*$/;
/** Directives whose body is no prose. */
const noProse =
  /^\s*\.\. (?:code|code-block|sourcecode|highlight|raw|math|literalinclude|include|toctree|csv-table|image)::/;
const directive = /^\s*\.\. /;
const option = /^\s+:[\w-]+:/;

interface Line extends Stretch {
  readonly words: string;
}

/** Titles have a line of marks below, or above and below; which marks are higher is told by what comes first. */
export function restructuredTextOutline(text: string): Outline {
  const lines = linesOf(text);
  const styles: string[] = [];
  const headings: Heading[] = [];
  for (const [at, line] of lines.entries()) {
    const below = lines[at + 1];
    const mark = adornment.exec(below?.words ?? '')?.[1];
    const title = line.words.trim();
    const isTitle = title !== '' && !adornment.test(line.words);
    if (below === undefined || mark === undefined || !isTitle || below.words.trim().length < title.length) {
      continue;
    }
    const above = lines[at - 1];
    const hasLineAbove = above?.words.trim() === below.words.trim();
    const style = hasLineAbove ? `${mark} above and below` : mark;
    if (!styles.includes(style)) {
      styles.push(style);
    }
    const start = hasLineAbove ? above.start : line.start;
    headings.push({ start, end: below.end, level: styles.indexOf(style) + 1, words: title });
  }
  return { headings, leftOut: leftOutOf(lines) };
}

function leftOutOf(lines: readonly Line[]): Stretch[] {
  const found: Stretch[] = [];
  for (const [at, line] of lines.entries()) {
    const isLiteral = line.words.trimEnd().endsWith('::') && !directive.test(line.words);
    if (isLiteral || noProse.test(line.words)) {
      found.push({ start: isLiteral ? line.end : line.start, end: bodyEnd(lines, at) });
    } else if (directive.test(line.words) || option.test(line.words) || adornment.test(line.words)) {
      found.push(line);
    }
  }
  return found;
}

/** Where the lines end that are indented deeper than the one that they belong to. */
function bodyEnd(lines: readonly Line[], first: number): number {
  const indentation = indentationOf(lines[first]?.words ?? '');
  let last = first;
  for (let at = first + 1; at < lines.length; at++) {
    const words = lines[at]?.words ?? '';
    if (words.trim() !== '' && indentationOf(words) <= indentation) {
      break;
    }
    last = at;
  }
  return lines[last]?.end ?? 0;
}

function indentationOf(words: string): number {
  return words.length - words.trimStart().length;
}

function linesOf(text: string): Line[] {
  let start = 0;
  return text.split('\n').map((words) => {
    const line = { start, end: start + words.length, words };
    start = line.end + 1;
    return line;
  });
}
