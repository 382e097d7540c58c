import type { PlannedEdit } from '../../../src/documents/insertionPoint.ts';
import type { Range } from '../../../src/documents/keptPlace.ts';

/** A text whose range is written between « and ». */
export function marked(document: string): { text: string; range: Range } {
  const [before = '', own = '', behind = ''] = document.split(/[«»]/);
  return { text: before + own + behind, range: { start: before.length, end: before.length + own.length } };
}

export function applied(text: string, { start, end, text: inserted }: PlannedEdit): string {
  return text.slice(0, start) + inserted + text.slice(end);
}
