import type { Range } from '../keptPlace.ts';

/** Blanks, also over the end of a line, where the marks of quotes may follow. */
const blanks = /(?:\s|(?<=\n[ >]*)>)*/;
const destination = /<((?:\\.|[^<>\\\n])*)>|((?:\\[^\n]|[^\s\\])*?)/;
const title = /(?:"(?:\\[\s\S]|[^"\\])*"|'(?:\\[\s\S]|[^'\\])*'|\((?:\\[\s\S]|[^()\\])*\))/;

const inLink = new RegExp(
  `\\]\\(${blanks.source}(?:${destination.source})(?:(?<=[\\s>])${title.source}|\\s${blanks.source}${title.source})?${blanks.source}\\)$`,
  'd',
);
const inDefinition = new RegExp(`^\\]:${blanks.source}(?:<((?:\\\\.|[^<>\\\\\\n])*)>|(\\S+))`, 'd');

/** Where the address stands in the markup of a picture that is known to be one; null where it has none of its own. */
export function destinationIn(markup: string): Range | null {
  for (let at = markup.indexOf(']('); at >= 0; at = markup.indexOf('](', at + 1)) {
    const range = rangeOf(inLink.exec(markup.slice(at)), at);
    // A link within the text has one too; the picture's own reaches to its end.
    if (range !== null && isBalanced(markup.slice(range.start, range.end))) {
      return range;
    }
  }
  return null;
}

/** Where the address stands in a definition, such as `[fox]: images/fox.png`. */
export function destinationOfDefinition(markup: string): Range | null {
  for (let at = markup.indexOf(']:'); at >= 0; at = markup.indexOf(']:', at + 1)) {
    if (markup[at - 1] !== '\\') {
      return rangeOf(inDefinition.exec(markup.slice(at)), at);
    }
  }
  return null;
}

function rangeOf(match: RegExpExecArray | null, at: number): Range | null {
  const found = match?.indices?.[1] ?? match?.indices?.[2];
  return found === undefined ? null : { start: at + found[0], end: at + found[1] };
}

function isBalanced(address: string): boolean {
  let depth = 0;
  for (const [mark] of address.matchAll(/\\.|[()]/g)) {
    depth += mark === '(' ? 1 : mark === ')' ? -1 : 0;
    if (depth < 0) {
      return false;
    }
  }
  return depth === 0;
}
