import { keyOf } from '../keyOf.ts';
import type { HistoryQuery, PictureId, PictureRange } from '../protocol.ts';
import type { RecordBook } from '../records/recordBook.ts';
import { Days } from './days.ts';
import { entriesOf, idOf, type HistoryEntry } from './entries.ts';
import { LargeView } from './largeView.ts';
import { everything, matcherOf } from './matches.ts';
import { Selection } from './selection.ts';

/** About what a large window shows, and what lies around it. */
const atFirst: PictureRange = { first: 0, end: 48 };

/** As many pictures as stand side by side in a way that they can be seen. */
const mostCompared = 4;

/** The files that the document links that the person works in. */
export interface Linked {
  readonly files: ReadonlySet<string>;
  hasOneOf(files: readonly string[]): boolean;
}

/** All that is found, as far as the history was read. */
export interface Found {
  /** Everything there is, whether it is looked for or not. */
  readonly all: readonly HistoryEntry[];
  /** What is looked for, and its keys. */
  readonly entries: readonly HistoryEntry[];
  readonly keys: readonly string[];
}

interface Remembered extends Found {
  /** What it was found in, and by: as long as these are the same, so is what is found. */
  readonly sources: readonly unknown[];
}

/**
 * How the person looks at the history: what is looked for, the part of it that is in sight, what is selected, and what
 * is seen in large. The page has only what is in sight, so all of this is known here.
 */
export class Browsing {
  readonly #book: Pick<RecordBook, 'hasMore' | 'list' | 'loadMore'>;
  readonly #linked: Linked;
  readonly #selection = new Selection();
  readonly #view = new LargeView();
  #days = new Days(undefined);
  #query = everything;
  #range = atFirst;
  #remembered: Remembered | null = null;

  constructor(book: Pick<RecordBook, 'hasMore' | 'list' | 'loadMore'>, linked: Linked) {
    this.#book = book;
    this.#linked = linked;
  }

  get query(): HistoryQuery {
    return this.#query;
  }

  get range(): PictureRange {
    return this.#range;
  }

  get days(): Days {
    return this.#days;
  }

  /** In the time zone of the page. */
  dateIn(timeZone: string): void {
    this.#days = new Days(timeZone);
  }

  find(query: HistoryQuery): void {
    this.#query = query;
    this.#range = atFirst;
  }

  look(range: PictureRange): void {
    this.#range = range;
  }

  found(): Found {
    const [open, history] = [this.#book.list('open'), this.#book.list('history')];
    const sources = [open, history, this.#query, this.#linked.files];
    const known = this.#remembered;
    if (known?.sources.every((source, at) => source === sources[at]) === true) {
      return known;
    }
    const all = entriesOf([...open, ...history]);
    const entries = all.filter(matcherOf(this.#query, (files) => this.#linked.hasOneOf(files)));
    const found = { all, entries, keys: entries.map((entry) => keyOf(idOf(entry))), sources };
    this.#remembered = found;
    this.#selection.show(found.keys);
    return found;
  }

  /** Reads on in the history until what is in sight is found, or something else is looked for. */
  async fill(): Promise<void> {
    const query = this.#query;
    while (this.#book.hasMore && query === this.#query && this.found().entries.length < this.#range.end) {
      await this.#book.loadMore();
    }
  }

  select(how: 'extend' | 'toggle', picture: PictureId): void {
    const key = keyOf(picture);
    if (this.found().keys.includes(key)) {
      this.#selection[how](key);
    }
  }

  selectAll(isWanted: boolean): void {
    this.found();
    if (isWanted) {
      this.#selection.all();
    } else {
      this.#selection.clear();
    }
  }

  isSelected(picture: PictureId): boolean {
    return this.#selection.has(keyOf(picture));
  }

  /** In the order that they are shown in. */
  selected(): readonly PictureId[] {
    const { entries, keys } = this.found();
    return this.#selection.size === 0
      ? []
      : entries.filter((_, at) => this.#selection.has(keys[at] ?? '')).map(idOf);
  }

  view(pictures: readonly PictureId[]): void {
    this.#view.open(pictures.map(keyOf));
  }

  viewAnother(what: 'next' | 'nothing' | 'previous' | 'selected'): void {
    switch (what) {
      case 'next':
      case 'previous':
        this.#view.step(what === 'next' ? 1 : -1, this.found().keys);
        break;
      case 'selected':
        this.view(this.selected().slice(0, mostCompared));
        break;
      case 'nothing':
        this.#view.close();
    }
  }

  /** What is seen in large, with its place among all that is found, from 0. */
  viewed(): readonly { readonly entry: HistoryEntry; readonly place: number }[] {
    const { entries, keys } = this.found();
    return this.#view.seenOf(keys).flatMap((place) => {
      const entry = entries[place];
      return entry === undefined ? [] : [{ entry, place }];
    });
  }
}
