import { findPlace, follow, inLineEnds, remember, type Change, type Range } from './keptPlace.ts';

/** What one event tells of a document. */
export interface DocumentChange {
  /** All of them mean the text before the event. */
  readonly changes: readonly Change[];
  readonly reason: 'edit' | 'undo' | 'redo';
  /** After the event. */
  readonly text: string;
}

/** A place as it once stood, told by the length of its document and by what it held and had around it. */
interface Stand {
  readonly range: Range;
  readonly length: number;
  readonly print: number;
}

/**
 * A place that follows its document. What is undone or redone brings the place back as it was in that text: what was
 * cut of it belongs to it again. Of a closed document no edits are told: when it is opened again, the place is found
 * by its text.
 */
export class FollowedPlace {
  /** In the order of the edits, like the stack of Undo. The texts themselves would be a copy for each key. */
  readonly #stands: Stand[];
  #at = 0;
  #text: string;
  #isOpen = true;

  constructor(range: Range, text: string) {
    this.#stands = [standIn(text, range)];
    this.#text = text;
  }

  /** Null where its document is closed, or it could not be found again. */
  get range(): Range | null {
    return this.#isOpen ? this.#last : null;
  }

  changed({ changes, reason, text }: DocumentChange): void {
    // What only makes a document dirty or clean is told as an event as well, and what is replaced by the same words.
    if (!this.#isOpen || changes.length === 0 || text === this.#text) {
      return;
    }
    const stand = standIn(text, moved(this.#last, changes, this.#text, text));
    this.#text = text;
    const known = reason === 'edit' ? -1 : this.#nearest(reason, text);
    if (known >= 0) {
      this.#at = known;
    } else if (reason === 'undo') {
      this.#stands.splice(0, this.#at, stand);
      this.#at = 0;
    } else {
      this.#stands.splice(++this.#at, Infinity, stand);
    }
  }

  closed(): void {
    this.#isOpen = false;
  }

  opened(text: string): void {
    if (this.#isOpen) {
      return;
    }
    const range = findPlace(text, remember(this.#text, this.#last));
    if (range === null) {
      return;
    }
    this.#isOpen = true;
    // The editor keeps what can be undone of a document that was not changed meanwhile.
    if (text !== this.#text) {
      this.#stands.splice(0, Infinity, standIn(text, range));
      this.#at = 0;
      this.#text = text;
    }
  }

  get #last(): Range {
    return this.#stands[this.#at]?.range ?? { start: 0, end: 0 };
  }

  /** One step of Undo takes back several edits where letters were typed one after the other. */
  #nearest(reason: 'undo' | 'redo', text: string): number {
    const step = reason === 'undo' ? -1 : 1;
    for (let at = this.#at + step; ; at += step) {
      const stand = this.#stands[at];
      if (stand === undefined) {
        return -1;
      }
      if (stand.length === text.length && stand.print === printOf(text, stand.range)) {
        return at;
      }
    }
  }
}

/** Where a range stands after all changes of an event, with the texts before and after it. */
function moved(range: Range, changes: readonly Change[], before: string, after: string): Range {
  // From the end to the start, none shifts another.
  const fromEnd = changes.toSorted((one, other) => other.offset - one.offset);
  const followed = fromEnd.reduce(follow, range);
  const isPartOfOne = changes.some(
    ({ offset, removed }) =>
      offset <= range.start && offset + removed >= range.end && removed > range.end - range.start,
  );
  if (!isPartOfOne) {
    return followed;
  }
  return sameWords(range, before, after) ?? wordsWithin(followed, range, before, after);
}

/** A change of all line ends is told as one of the whole text. */
function sameWords({ start, end }: Range, before: string, after: string): Range | null {
  const converted = (text: string): string => inLineEnds(text, after.includes('\r\n') ? '\r\n' : '\n');
  return converted(before) === after
    ? { start: converted(before.slice(0, start)).length, end: converted(before.slice(0, end)).length }
    : null;
}

/** Of what was written instead of more than the place, as by a formatter, its words are meant where they still stand. */
function wordsWithin(followed: Range, range: Range, before: string, after: string): Range {
  const found = range.start === range.end ? null : findPlace(after, remember(before, range));
  return found !== null && found.start >= followed.start && found.end <= followed.end ? found : followed;
}

function standIn(text: string, range: Range): Stand {
  return { range, length: text.length, print: printOf(text, range) };
}

function printOf(text: string, range: Range): number {
  const { before, text: own, after } = remember(text, range);
  let print = 0;
  for (const part of [before, own, after]) {
    for (let at = 0; at < part.length; at++) {
      print = (Math.imul(print, 31) + part.charCodeAt(at)) | 0;
    }
  }
  return print;
}
