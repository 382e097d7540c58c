import fc from 'fast-check';
import { expect } from 'vitest';
import { languageOf } from '../../src/documents/documentLanguage.ts';
import { insertAfter, insertInstead } from '../../src/documents/insertionPoint.ts';
import { findPlace, remember } from '../../src/documents/keptPlace.ts';
import { markdownBlockEnd } from '../../src/documents/markdownBlockEnd.ts';
import { law } from './law.ts';
import { anyRepetition, anyText, repeated } from './texts.ts';
import { workOf } from './work.ts';

/** One of each syntax: these put what is behind a selection on a line of its own. */
const lineLanguages = [
  'markdown',
  'mdx',
  'asciidoc',
  'restructuredtext',
  'latex',
  'typst',
  'org',
  'plaintext',
];
const anyLanguage = fc.constantFrom(...lineLanguages, 'html', 'vue', 'javascriptreact', 'css', 'scss');
const picture = { path: 'PICTURE.png', altText: 'A fox' };
const anyEndOfLine = fc.constantFrom('\n', '\r\n');
const anyRange = fc.tuple(anyText, fc.nat(), fc.nat()).map(([text, one, other]) => {
  const ends = [one % (text.length + 1), other % (text.length + 1)].toSorted((a, b) => a - b);
  return { text, range: { start: ends[0] ?? 0, end: ends[1] ?? 0 } };
});

law(
  'a picture is put behind what was selected, and nothing is taken away',
  600,
  fc.tuple(anyRange, anyLanguage, anyEndOfLine),
  ([{ text, range }, languageId, endOfLine]) => {
    const language = languageOf({ languageId });
    const planned = insertAfter({ text, language, endOfLine }, range, picture);
    expect(planned.start).toBe(planned.end);
    expect(planned.start).toBeGreaterThanOrEqual(range.start);
    expect(planned.start).toBeLessThanOrEqual(text.length);
    expect(planned.text).toContain('PICTURE.png');
    if (lineLanguages.includes(languageId)) {
      expect(planned.start === text.length || text[planned.start - 1] === '\n').toBe(true);
    }
  },
);

law('a picture in the place of words takes these words alone', 300, anyRange, ({ text, range }) => {
  const context = { text, language: languageOf({ languageId: 'markdown' }), endOfLine: '\n' };
  const [{ start, end } = range] = insertInstead(context, range, picture);
  expect(range.start <= start && start <= end && end <= range.end).toBe(true);
  expect(text.slice(start, end)).toBe(text.slice(range.start, range.end).trim());
});

law(
  'behind the end of a block is the end of the same block',
  600,
  fc.tuple(anyText, fc.nat()),
  ([text, at]) => {
    const offset = at % (text.length + 1);
    const end = markdownBlockEnd(text, offset);
    expect(markdownBlockEnd(text, end)).toBe(end);
  },
);

law(
  'a remembered place is found where its text stands, or nowhere',
  600,
  fc.tuple(anyRange, anyText, fc.nat()),
  ([{ text, range }, put, at]) => {
    const place = remember(text, range);
    const now = text.slice(0, at % (text.length + 1)) + put + text.slice(at % (text.length + 1));
    // A document has one kind of line ends.
    expect(text.includes('\r') ? range : findPlace(text, place)).toEqual(range);
    const found = findPlace(now, place);
    const lines = (each: string): string => each.replaceAll(/\r\n|\r|\n/g, '\n');
    expect(found === null || lines(now.slice(found.start, found.end)) === lines(place.text)).toBe(true);
  },
);

/** Of a text twice as long: twice the work, and what a rounding or the last block adds. */
const mostGrowth = 2.5;

law(
  'twice the text is twice the work, for the end of a block',
  24,
  fc.tuple(anyRepetition, anyLanguage),
  ([text, languageId]) => {
    const language = languageOf({ languageId });
    const work = (length: number): number => {
      const large = repeated(text, length);
      const range = { start: large.length >> 1, end: large.length >> 1 };
      return workOf(() => insertAfter({ text: large, language, endOfLine: '\n' }, range, picture));
    };
    const [half, whole] = [work(4_000), work(8_000)];
    expect(whole).toBeLessThan(half * mostGrowth + 10_000);
  },
);

law('twice the text is twice the work, for a remembered place', 12, anyRepetition, (text) => {
  const work = (length: number): number => {
    const large = repeated(text, length);
    const place = remember(large, { start: 0, end: large.length >> 1 });
    return workOf(() => findPlace(`x${large}`, place));
  };
  const [half, whole] = [work(4_000), work(8_000)];
  expect(whole).toBeLessThan(half * mostGrowth + 10_000);
});

law(
  'a document of 100,000 characters takes no longer than them',
  8,
  fc.tuple(anyRepetition, anyLanguage),
  ([text, languageId]) => {
    const language = languageOf({ languageId });
    const large = repeated(text, 100_000);
    const place = remember(large, { start: 1_000, end: 60_000 });
    expect(large.includes('\r') || findPlace(large, place) !== null).toBe(true);
    expect(
      insertAfter({ text: large, language, endOfLine: '\n' }, { start: 50_000, end: 50_000 }, picture).start,
    ).toBeGreaterThan(0);
  },
);
