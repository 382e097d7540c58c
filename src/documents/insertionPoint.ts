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
      return edit(at, endOfLine + endOfLine + markup + (followedByBlank ? '' : endOfLine));
    }
    case 'html': {
      const { at, indentation } = htmlBlockEnd(text, end);
      return edit(at, endOfLine + indentation + markup);
    }
    case 'path':
      return edit(lineEnd(text, end), endOfLine + leaderAt(text, end) + markup);
  }
}

/** The markup in the place of the range. */
export function insertInstead({ start, end }: Range, markup: string): PlannedEdit {
  return { start, end, text: markup };
}

function edit(at: number, text: string): PlannedEdit {
  return { start: at, end: at, text };
}
