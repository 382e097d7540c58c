import { keyOf } from '../keyOf.ts';
import type { PictureRange } from '../pictureRange.ts';
import type { HistoryQuery, PictureId } from '../protocol.ts';
import type { GenerationRecord } from '../records/generationRecord.ts';
import type { RecordBook } from '../records/recordBook.ts';
import { Days } from './days.ts';
import { entriesOf, idOf, picturesOf, type HistoryEntry } from './entries.ts';
import { LargeView } from './largeView.ts';
import { everything, matcherOf } from './matches.ts';
import { Selection } from './selection.ts';
import { variationGrid, variationOrders, type VariationGrid } from './variations.ts';

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
  /** The orders that vary one prompt, by their ids. */
  readonly variations: ReadonlySet<string>;
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
  /** The order whose variations are seen: as a grid, or those of it in large that were chosen from it. */
  #order: string | null = null;
  #isGrid = false;
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
    const records = [...open, ...history];
    const all = entriesOf(records);
    const entries = all.filter(matcherOf(this.#query, (files) => this.#linked.hasOneOf(files)));
    const keys = entries.map(keyOfEntry);
    const found = { all, entries, keys, variations: variationOrders(records), sources };
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
  selected(): readonly HistoryEntry[] {
    const { entries, keys } = this.found();
    return this.#selection.size === 0 ? [] : entries.filter((_, at) => this.#selection.has(keys[at] ?? ''));
  }

  /** Pictures in large, among those of the grid where they are chosen from it, else among all that is found. */
  view(pictures: readonly PictureId[]): void {
    const keys = pictures.map(keyOf);
    const inGrid = this.#isGrid ? this.#viewableKeys() : [];
    if (!keys.every((key) => inGrid.includes(key))) {
      this.#order = null;
    }
    this.#isGrid = false;
    this.#view.open(keys);
  }

  /** Reads on in the history while it goes on with the order that is seen as a grid. */
  async fillVariations(): Promise<void> {
    while (this.#book.hasMore && this.#order !== null) {
      const oldest = this.#book.list('history').at(-1);
      if (oldest?.order.id !== this.#order) {
        return;
      }
      await this.#book.loadMore();
    }
  }

  /** The pictures of one order as a grid, in the place of what was seen in large. */
  viewVariations(order: string): void {
    this.#view.close();
    this.#order = order;
    this.#isGrid = true;
  }

  viewAnother(what: 'next' | 'nothing' | 'previous' | 'selected'): void {
    switch (what) {
      case 'next':
      case 'previous':
        this.#view.step(what === 'next' ? 1 : -1, this.#viewableKeys());
        break;
      case 'selected':
        this.view(this.selected().slice(0, mostCompared).map(idOf));
        break;
      case 'nothing':
        this.#order = null;
        this.#isGrid = false;
        this.#view.close();
    }
  }

  /** What is seen as a grid; null for nothing. */
  viewedVariations(): VariationGrid | null {
    return this.#isGrid && this.#order !== null ? variationGrid(this.#records(), this.#order) : null;
  }

  /** The pictures that the large view leads through. */
  viewable(): readonly HistoryEntry[] {
    const order = this.#order;
    if (order === null) {
      return this.found().entries;
    }
    const cells = variationGrid(this.#records(), order)?.cells.flat();
    // The last one of an order is seen in large as well, though it is no grid any more.
    const members = cells ?? this.#records().filter((record) => record.order.id === order);
    return members.flatMap((record) => (record === null ? [] : picturesOf(record)));
  }

  /** What is seen in large, with its place among all that the large view leads through, from 0. */
  viewed(): readonly { readonly entry: HistoryEntry; readonly place: number }[] {
    const entries = this.viewable();
    return this.#view.seenOf(this.#viewableKeys()).flatMap((place) => {
      const entry = entries[place];
      return entry === undefined ? [] : [{ entry, place }];
    });
  }

  #viewableKeys(): readonly string[] {
    return this.#order === null ? this.found().keys : this.viewable().map(keyOfEntry);
  }

  #records(): GenerationRecord[] {
    return [...this.#book.list('open'), ...this.#book.list('history')];
  }
}

function keyOfEntry(entry: HistoryEntry): string {
  return keyOf(idOf(entry));
}
