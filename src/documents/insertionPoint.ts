import type { PlannedEdit, Range } from './keptPlace.ts';
import { written, type Language, type Picture } from './languages/language.ts';
import { newLines } from './newLines.ts';

export interface InsertionContext {
  readonly text: string;
  readonly language: Language;
  readonly endOfLine: string;
}

/** The picture on lines of its own, after the block that holds the range. */
export function insertAfter(context: InsertionContext, range: Range, picture: Picture): PlannedEdit {
  const { text, language, endOfLine } = context;
  const { end } = wordsIn(text, range);
  const lines = language.block(written(language, picture));
  return newLines({ text, endOfLine }, language.spotAfter(text, end), lines);
}

/** The picture in the place of the range's words; after their block where it would break what stands around it. */
export function insertInstead(
  context: InsertionContext,
  range: Range,
  picture: Picture,
): readonly PlannedEdit[] {
  const { text, language, endOfLine } = context;
  const target = { text, endOfLine, range: wordsIn(text, range) };
  return language.instead(target, written(language, picture)) ?? [insertAfter(context, range, picture)];
}

/** A selection of whole lines ends at the start of the next one; neither that nor the indentation is meant. */
function wordsIn(text: string, { start, end }: Range): Range {
  const selected = text.slice(start, end);
  const words = selected.trim();
  const indentation = words === '' ? 0 : selected.length - selected.trimStart().length;
  return { start: start + indentation, end: start + indentation + words.length };
}
