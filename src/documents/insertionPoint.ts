import { htmlBlockEnd } from './htmlBlockEnd.ts';
import type { Range } from './keptPlace.ts';
import { leaderAt, lineEnd, lineStart } from './lines.ts';
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
  const { end } = wordsIn(text, range);
  switch (form) {
    case 'markdown': {
      const at = markdownBlockEnd(text, end);
      const followedByBlank = /^[^\S\n]*(?:\r?\n|$)[^\S\n]*(?:\r?\n|$)/.test(text.slice(at));
      const afterBlank = text.slice(lineStart(text, at), at).trim() === '';
      // Without blank lines, what stands around it would be read as one block with the picture.
      const lines = (afterBlank ? '' : endOfLine) + markup + (followedByBlank ? '' : endOfLine);
      return newLines(text, at, endOfLine, lines);
    }
    case 'html': {
      const { at, indentation } = htmlBlockEnd(text, end);
      return newLines(text, at, endOfLine, indentation + markup);
    }
    case 'path':
      return newLines(text, lineEnd(text, end), endOfLine, leaderAt(text, end) + markup);
  }
}

/** The markup in the place of the range's words. */
export function insertInstead(text: string, range: Range, markup: string): PlannedEdit {
  return { ...wordsIn(text, range), text: markup };
}

/** A selection of whole lines ends at the start of the next one; neither that nor the indentation is meant. */
function wordsIn(text: string, { start, end }: Range): Range {
  const selected = text.slice(start, end);
  const words = selected.trim();
  const indentation = words === '' ? 0 : selected.length - selected.trimStart().length;
  return { start: start + indentation, end: start + indentation + words.length };
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
