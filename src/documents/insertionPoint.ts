import { htmlBlockEnd } from './htmlBlockEnd.ts';
import type { Range } from './keptPlace.ts';
import { leaderAt, lineEnd } from './lines.ts';
import { markdownBlockEnd } from './markdownBlockEnd.ts';
import type { MarkupForm } from './pictureMarkup.ts';

/** What to write, and over which stretch of the text. */
export interface PlannedEdit extends Range {
  readonly text: string;
}

export interface InsertionContext {
  readonly text: string;
  readonly form: MarkupForm;
  readonly endOfLine: string;
}

/** The markup on a line of its own, after the block that holds the range. */
export function insertAfter(context: InsertionContext, range: Range, markup: string): PlannedEdit {
  const { text, form, endOfLine } = context;
  // A selection of whole lines ends at the start of the next one, which is not meant.
  const endsWithLine = range.end > range.start && text[range.end - 1] === '\n';
  const end = endsWithLine ? lineEnd(text, text.lastIndexOf('\n', range.end - 2) + 1) : range.end;
  switch (form) {
    case 'markdown': {
      const at = markdownBlockEnd(text, end);
      const followedByBlank = /^[^\S\n]*(?:\r?\n|$)[^\S\n]*(?:\r?\n|$)/.test(text.slice(at));
      // Without a blank line, what follows would be read as one block with the picture.
      return newLines(text, at, endOfLine, endOfLine + markup + (followedByBlank ? '' : endOfLine));
    }
    case 'html': {
      const { at, indentation } = htmlBlockEnd(text, end);
      return newLines(text, at, endOfLine, indentation + markup);
    }
    case 'path':
      return newLines(text, lineEnd(text, end), endOfLine, leaderAt(text, end) + markup);
  }
}

/** The markup in the place of the range. */
export function insertInstead({ start, end }: Range, markup: string): PlannedEdit {
  return { start, end, text: markup };
}

/**
 * New lines behind the line that ends at an offset. They go behind its line break, where there is one: put before it,
 * they would become part of a selection that ends there.
 */
function newLines(text: string, at: number, endOfLine: string, lines: string): PlannedEdit {
  const lineBreak = /^\r?\n/.exec(text.slice(at, at + 2))?.[0];
  if (lineBreak === undefined) {
    return { start: at, end: at, text: endOfLine + lines };
  }
  const next = at + lineBreak.length;
  return { start: next, end: next, text: lines + endOfLine };
}
