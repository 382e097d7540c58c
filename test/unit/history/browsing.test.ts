import { beforeEach, expect, test } from 'vitest';
import { Browsing } from '../../../src/history/browsing.ts';
import { idOf } from '../../../src/history/entries.ts';
import { everything } from '../../../src/history/matches.ts';
import type { PictureId } from '../../../src/protocol.ts';
import type { GenerationRecord } from '../../../src/records/generationRecord.ts';
import { sampleRecord, storedPicture } from '../records/sampleRecord.ts';

const pictures = [storedPicture];
const failed = { step: 'failed', requestId: 'job', failure: { kind: 'serviceFailure' } } as const;
const state = { step: 'stored', requestId: 'job', pictures, cost: null } as const;

/** A history whose older part is read two at a time. */
class Book {
  history: readonly GenerationRecord[] = [];
  readonly #unread: GenerationRecord[];
  reads = 0;

  constructor(prompts: readonly string[]) {
    this.#unread = prompts.map((altText, at) => ({
      ...sampleRecord({ id: String(2000 - at), state }),
      altText,
    }));
  }

  get hasMore(): boolean {
    return this.#unread.length > 0;
  }

  list(shelf: string): readonly GenerationRecord[] {
    return shelf === 'history' ? this.history : none;
  }

  loadMore(): Promise<void> {
    this.reads++;
    this.history = [...this.history, ...this.#unread.splice(0, 2)];
    return Promise.resolve();
  }

  remove(...places: number[]): void {
    this.history = this.history.filter((_, at) => !places.includes(at));
  }
}

const none: readonly GenerationRecord[] = [];
const prompts = ['fox', 'whale', 'fox', 'owl', 'fox', 'owl', 'fox', 'whale'];
let book: Book;
let browsing: Browsing;

beforeEach(async () => {
  book = new Book(prompts);
  browsing = new Browsing(book, { files: new Set(), hasOneOf: () => false });
  await browsing.fill();
});

function at(place: number): PictureId {
  return idOf(browsing.found().entries[place]!);
}

function viewedPlaces(): number[] {
  return browsing.viewed().map(({ place }) => place);
}

test('reads on only until what is in sight is there', async () => {
  const long = new Book(Array.from({ length: 500 }, () => 'fox'));
  const far = new Browsing(long, { files: new Set(), hasOneOf: () => false });
  far.look({ first: 0, end: 9 });
  await far.fill();
  expect(long.reads).toBe(5);
  await far.fill();
  expect(long.reads).toBe(5);
});

test('a search reads on until enough is found, and forgets what is no longer seen', async () => {
  browsing.select('toggle', at(0));
  browsing.select('toggle', at(1));
  browsing.find({ ...everything, text: 'whale' });
  await browsing.fill();
  expect(browsing.found().entries.map(({ record }) => record.altText)).toEqual(['whale', 'whale']);
  expect(browsing.selected().map(idOf)).toEqual([at(0)]);
});

test('selects a range over what the page does not have', () => {
  browsing.select('toggle', at(1));
  browsing.select('extend', at(6));
  expect(browsing.selected().map(idOf)).toEqual([1, 2, 3, 4, 5, 6].map(at));
  browsing.selectAll(true);
  expect(browsing.selected()).toHaveLength(prompts.length);
  browsing.selectAll(false);
  expect(browsing.selected().map(idOf)).toEqual([]);
});

test('what is not there cannot be selected, and nothing is selected that is gone', () => {
  browsing.select('toggle', { generation: 'nobody', index: 1 });
  browsing.select('toggle', at(2));
  book.remove(2);
  expect(browsing.selected().map(idOf)).toEqual([]);
});

test('in large, one follows the other, to both ends', () => {
  browsing.view([at(6)]);
  browsing.viewAnother('next');
  expect(viewedPlaces()).toEqual([7]);
  browsing.viewAnother('next');
  expect(viewedPlaces()).toEqual([7]);
  browsing.viewAnother('previous');
  expect(viewedPlaces()).toEqual([6]);
  browsing.viewAnother('nothing');
  expect(viewedPlaces()).toEqual([]);
});

test('in the place of one that is gone the next is seen, and of the last the one before', () => {
  browsing.view([at(3)]);
  expect(viewedPlaces()).toEqual([3]);
  book.remove(3);
  expect(viewedPlaces()).toEqual([3]);
  browsing.view([at(6)]);
  expect(viewedPlaces()).toEqual([6]);
  book.remove(6);
  expect(viewedPlaces()).toEqual([5]);
});

test('at most four stand side by side, and go on without one that is gone', () => {
  browsing.selectAll(true);
  browsing.viewAnother('selected');
  expect(viewedPlaces()).toEqual([0, 1, 2, 3]);
  book.remove(1);
  expect(viewedPlaces()).toEqual([0, 1, 2]);
  book.remove(0, 1, 2);
  expect(viewedPlaces()).toEqual([]);
});

/** Four of one order beside all else: two seeds with two numbers of steps, the first of which failed. */
function orderVariations(): void {
  const settings = [4, 8].flatMap((numInferenceSteps) => [1, 2].map((seed) => ({ numInferenceSteps, seed })));
  const records = settings.map((request, number) => {
    const record = sampleRecord({ id: `3000-${number}`, state: number === 0 ? failed : state });
    const order = { id: 'grid', index: number + 1, count: settings.length };
    return { ...record, order, request: { ...record.request, ...request } };
  });
  book.history = [...records.toReversed(), ...book.history];
}

function viewedIds(): string[] {
  return browsing.viewed().map(({ entry }) => entry.record.id);
}

test('from a grid of variations, the large view leads through these, row by row', () => {
  orderVariations();
  browsing.viewVariations('grid');
  expect(browsing.viewedVariations()?.cells).toHaveLength(2);
  expect(viewedIds()).toEqual([]);
  browsing.view([{ generation: '3000-1', index: 1 }]);
  expect(browsing.viewedVariations()).toBeNull();
  browsing.viewAnother('previous');
  expect(viewedIds()).toEqual(['3000-1']);
  browsing.viewAnother('next');
  browsing.viewAnother('next');
  browsing.viewAnother('next');
  expect(viewedIds()).toEqual(['3000-3']);
  expect(browsing.viewable()).toHaveLength(3);
});

test('the last picture of an order is seen in large when the others are deleted', () => {
  orderVariations();
  browsing.viewVariations('grid');
  browsing.view([{ generation: '3000-2', index: 1 }]);
  book.history = book.history.filter(({ id }) => id === '3000-1' || !id.startsWith('3000'));
  expect(browsing.viewedVariations()).toBeNull();
  expect(viewedIds()).toEqual(['3000-1']);
});

test('a grid whose order goes on in what was not read is read to its end', async () => {
  const long = new Book(Array.from({ length: 9 }, () => 'fox'));
  await long.loadMore();
  long.history = long.history.map((record) => ({ ...record, order: { id: 'long', index: 1, count: 9 } }));
  const far = new Browsing(long, { files: new Set(), hasOneOf: () => false });
  const before = long.reads;
  far.viewVariations('long');
  await far.fillVariations();
  expect(long.reads).toBe(before + 1);
});

test('a grid is seen whatever is looked for, and is left for another picture, or for nothing', () => {
  orderVariations();
  browsing.find({ ...everything, text: 'whale' });
  browsing.viewVariations('grid');
  browsing.view([{ generation: '3000-2', index: 1 }]);
  expect(viewedIds()).toEqual(['3000-2']);
  browsing.viewVariations('grid');
  browsing.view([at(0)]);
  expect(viewedIds()).toEqual([at(0).generation]);
  expect(browsing.viewable()).toHaveLength(browsing.found().entries.length);
  browsing.viewVariations('grid');
  browsing.viewAnother('nothing');
  expect(browsing.viewedVariations()).toBeNull();
  expect(viewedIds()).toEqual([]);
});

test('what is found is the same object until something changes', () => {
  const found = browsing.found();
  expect(browsing.found()).toBe(found);
  book.remove(0);
  expect(browsing.found().entries).toHaveLength(prompts.length - 1);
});
