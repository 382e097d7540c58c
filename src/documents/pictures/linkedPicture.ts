import type { Range } from '../keptPlace.ts';

/** A picture that a document shows by a link, with a text that says what it shows. */
export interface LinkedPicture {
  /** All of its markup; of a picture by reference, what stands in the text. */
  readonly whole: Range;
  /** The path as it is written, without query and fragment: what another path would be written over. */
  readonly path: Range;
  /** The alternative text as the document's language reads it, on one line. */
  readonly altText: string;
  /** The path that is meant: decoded, with `/` between its parts; empty where none is written. */
  readonly target: string;
}

/** Reads the pictures of a text, in the order of the text. Never throws, and takes time as the text is long. */
export type PictureReader = (text: string) => LinkedPicture[];

export function onOneLine(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim();
}

/** Of ranges that overlap, the first. */
export function isWithin(offset: number, ranges: readonly Range[]): boolean {
  let [low, high] = [0, ranges.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const range = ranges[middle];
    if (range !== undefined && range.end <= offset) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  const found = ranges[low];
  return found !== undefined && found.start <= offset;
}

/** What a pattern finds, as ranges in their order. */
export function rangesOf(text: string, pattern: RegExp): Range[] {
  return Array.from(text.matchAll(pattern), ({ 0: found, index }) => ({
    start: index,
    end: index + found.length,
  }));
}
