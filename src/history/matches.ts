import type { HistoryQuery } from '../protocol.ts';
import type { GenerationRecord } from '../records/generationRecord.ts';
import { isStarred, savedFileOf, type HistoryEntry } from './entries.ts';

/** The question that every picture answers. */
export const everything: HistoryQuery = {
  text: '',
  starred: false,
  saved: null,
  shape: null,
  since: null,
  model: null,
  inDocument: false,
};

export function isEverything({
  text,
  starred,
  saved,
  shape,
  since,
  model,
  inDocument,
}: HistoryQuery): boolean {
  const narrows = [saved, shape, since, model].some((part) => part !== null);
  return text.trim() === '' && !starred && !inDocument && !narrows;
}

/**
 * Gives a test of pictures. `isLinked` tells whether the document that the person works in links one of some files,
 * given as URIs.
 */
export function matcherOf(
  query: HistoryQuery,
  isLinked: (files: readonly string[]) => boolean,
): (entry: HistoryEntry) => boolean {
  const words = folded(query.text)
    .split(/\s+/u)
    .filter((word) => word !== '');
  return (entry) => {
    const { record, picture } = entry;
    const files = record.saved.filter(({ index }) => index === picture.index).map(({ file }) => file);
    return (
      (!query.starred || isStarred(entry)) &&
      (query.saved === null || query.saved === (savedFileOf(entry) !== null)) &&
      (query.shape === null || query.shape === shapeOf(picture)) &&
      (query.since === null || Date.parse(record.createdAt) >= query.since) &&
      (query.model === null || query.model === record.request.model) &&
      (!query.inDocument || isLinked(files)) &&
      hasWords(record, words)
    );
  };
}

/** A picture is found by any part of the words of its prompt, in any order, and by its whole seed. */
function hasWords(record: GenerationRecord, words: readonly string[]): boolean {
  return words.every((word) => searched(record).includes(word) || word === String(record.request.seed));
}

const searchedTexts = new WeakMap<GenerationRecord, string>();

function searched(record: GenerationRecord): string {
  const known = searchedTexts.get(record);
  if (known !== undefined) {
    return known;
  }
  const { altText, request } = record;
  const text = folded(request.prompt.includes(altText) ? request.prompt : `${altText}\n${request.prompt}`);
  searchedTexts.set(record, text);
  return text;
}

/** Letters as one looks for them: neither case nor accents count. */
function folded(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

function shapeOf({
  width,
  height,
}: {
  readonly width: number;
  readonly height: number;
}): HistoryQuery['shape'] {
  return width === height ? 'square' : width > height ? 'landscape' : 'portrait';
}
