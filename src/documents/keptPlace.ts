import { occurrences } from './occurrences.ts';

/** A stretch of a document's text, as offsets in UTF-16 units. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** What to write, and over which stretch of the text. */
export interface PlannedEdit extends Range {
  readonly text: string;
}

/** One change of a document: so many units at an offset gave way to a text. */
export interface Change {
  readonly offset: number;
  readonly removed: number;
  readonly inserted: number;
}

/** What is remembered of a place, to find it after a restart. */
export interface RememberedPlace extends Range {
  readonly text: string;
  readonly before: string;
  readonly after: string;
}

const surroundings = 80;

/**
 * Where a range stands after a change: text that is put at its borders stays outside, text inside makes it longer,
 * and what is left of it when it is cut stays.
 */
export function follow(range: Range, { offset, removed, inserted }: Change): Range {
  const changedEnd = offset + removed;
  const shift = inserted - removed;
  if (offset >= range.end) {
    return range;
  }
  if (changedEnd <= range.start) {
    return { start: range.start + shift, end: range.end + shift };
  }
  if (offset <= range.start && changedEnd >= range.end) {
    // Replaced as a whole, as a formatter does: what stands there now is what became of it.
    return { start: offset, end: offset + inserted };
  }
  const start = offset < range.start ? offset + inserted : range.start;
  return { start, end: Math.max(start, changedEnd > range.end ? offset : range.end + shift) };
}

export function remember(text: string, { start, end }: Range): RememberedPlace {
  return {
    start,
    end,
    text: text.slice(start, end),
    before: text.slice(Math.max(0, start - surroundings), start),
    after: text.slice(end, end + surroundings),
  };
}

/**
 * Where a remembered place stands in a text that may have changed unseen: where it was, or where its text stands
 * once, or where the surroundings tell one from the others. Null rather than a guess.
 */
export function findPlace(text: string, remembered: RememberedPlace): Range | null {
  const place = withEndsOfLines(remembered, text.includes('\r\n') ? '\r\n' : '\n');
  const whole = place.before.length + place.after.length;
  const stands = text.startsWith(place.text, place.start) && place.start <= text.length;
  if (stands && contextAt(text, place.start, place) === whole) {
    return rangeAt(place.start, place);
  }
  if (place.text === '') {
    return null;
  }
  let best = -1;
  let likeliest: number[] = [];
  for (const at of occurrences(text, place.text)) {
    const context = contextAt(text, at, place);
    if (context >= best) {
      likeliest = context === best ? [...likeliest.slice(0, 1), at] : [at];
      best = context;
    }
  }
  const [only, another] = likeliest;
  return only === undefined || another !== undefined ? null : rangeAt(only, place);
}

function rangeAt(start: number, { text }: RememberedPlace): Range {
  return { start, end: start + text.length };
}

/** A document has one kind of line ends, and may have another one when it is found again. */
function withEndsOfLines(place: RememberedPlace, endOfLine: string): RememberedPlace {
  return {
    ...place,
    text: inLineEnds(place.text, endOfLine),
    before: inLineEnds(place.before, endOfLine),
    after: inLineEnds(place.after, endOfLine),
  };
}

export function inLineEnds(text: string, endOfLine: string): string {
  return text.replaceAll(/\r\n|\r|\n/g, endOfLine);
}

/** How many units around an occurrence are as they were around the place. */
function contextAt(text: string, start: number, { text: own, before, after }: RememberedPlace): number {
  let left = 0;
  while (left < before.length && text[start - 1 - left] === before[before.length - 1 - left]) {
    left++;
  }
  let right = 0;
  const end = start + own.length;
  while (right < after.length && text[end + right] === after[right]) {
    right++;
  }
  return left + right;
}
