import type { PlannedEdit, Range } from '../../../src/documents/keptPlace.ts';

/** A text whose range is written between « and ». */
export function marked(document: string): { text: string; range: Range } {
  const [before = '', own = '', behind = ''] = document.split(/[«»]/);
  return { text: before + own + behind, range: { start: before.length, end: before.length + own.length } };
}

/** From the end to the start none shifts another. */
export function applied(text: string, ...edits: readonly PlannedEdit[]): string {
  return edits
    .toSorted((one, other) => other.start - one.start)
    .reduce((all, { start, end, text: inserted }) => all.slice(0, start) + inserted + all.slice(end), text);
}
