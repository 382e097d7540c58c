import type { PlannedEdit } from './keptPlace.ts';
import type { Spot } from './languages/language.ts';
import { lineStart } from './lines.ts';

interface Around {
  readonly text: string;
  readonly endOfLine: string;
}

/**
 * New lines behind the line that ends at a spot. They go behind its line break, where there is one: put before it,
 * they would become part of a selection that ends there.
 */
export function newLines({ text, endOfLine }: Around, spot: Spot, lines: readonly string[]): PlannedEdit {
  const { at, before, behind, apart } = spot;
  const block = lines.map((line) => before + line + behind).join(endOfLine);
  const written = apart ? gapBefore(text, at, endOfLine) + block + gapBehind(text, at, endOfLine) : block;
  const lineBreak = /^\r?\n/.exec(text.slice(at, at + 2))?.[0];
  if (lineBreak === undefined) {
    return { start: at, end: at, text: endOfLine + written };
  }
  const next = at + lineBreak.length;
  return { start: next, end: next, text: written + endOfLine };
}

function gapBefore(text: string, at: number, endOfLine: string): string {
  return text.slice(lineStart(text, at), at).trim() === '' ? '' : endOfLine;
}

function gapBehind(text: string, at: number, endOfLine: string): string {
  const followedByBlank = /^[^\S\n]*(?:\r?\n|$)[^\S\n]*(?:\r?\n|$)/.test(text.slice(at));
  return followedByBlank ? '' : endOfLine;
}
