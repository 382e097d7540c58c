import fc from 'fast-check';
import { expect, test } from 'vitest';
import { entriesOf, type HistoryEntry } from '../../../src/history/entries.ts';
import { everything, isEverything, matcherOf } from '../../../src/history/matches.ts';
import type { HistoryQuery } from '../../../src/protocol.ts';
import type { GenerationRecord } from '../../../src/records/generationRecord.ts';
import { sampleRecord, storedPicture } from '../records/sampleRecord.ts';

const file = 'file:///w/docs/images/fox.png';

function entry(
  change: Partial<GenerationRecord> = {},
  size: { readonly width?: number; readonly height?: number } = {},
): HistoryEntry {
  const pictures = [{ ...storedPicture, ...size }];
  const state = { step: 'stored', requestId: 'job', pictures, cost: null } as const;
  const [only] = entriesOf([{ ...sampleRecord({ state }), ...change }]);
  return only!;
}

function isFound(
  query: Partial<HistoryQuery>,
  of: HistoryEntry,
  isLinked: (files: readonly string[]) => boolean = () => false,
): boolean {
  return matcherOf({ ...everything, ...query }, isLinked)(of);
}

test.each([
  ['fox', true],
  ['FOX red', true],
  ['sno', true],
  ['  ink  ', true],
  ['7', true],
  ['77', false],
  ['fox whale', false],
])("'%s' finds a red fox in snow, in ink, of seed 7: %s", (text, found) => {
  expect(isFound({ text }, entry())).toBe(found);
});

test.each([
  ['école', 'Ecole au bord de la mer'],
  ['ecole', 'École au bord de la mer'],
  ['狐', '雪中の狐'],
  ['ثعلب', 'ثعلب أحمر'],
  ['🦊', 'Ein 🦊 im Schnee'],
])("'%s' finds '%s', in whatever script", (text, altText) => {
  expect(isFound({ text }, entry({ altText }))).toBe(true);
});

test('a star is looked for on the picture that has it, not on its siblings', () => {
  const pictures = [storedPicture, { ...storedPicture, index: 2 }];
  const state = { step: 'stored', requestId: 'job', pictures, cost: null } as const;
  const entries = entriesOf([{ ...sampleRecord({ state }), starred: [2] }]);
  const found = entries.filter(matcherOf({ ...everything, starred: true }, () => false));
  expect(found.map(({ picture }) => picture.index)).toEqual([2]);
});

test('saved is what has a file, and not saved is the rest', () => {
  const saved = entry({ saved: [{ index: 1, file, sha256: '0'.repeat(64) }] });
  expect(isFound({ saved: true }, saved)).toBe(true);
  expect(isFound({ saved: false }, saved)).toBe(false);
  expect(isFound({ saved: true }, entry())).toBe(false);
  expect(isFound({ saved: false }, entry())).toBe(true);
});

test.each([
  ['landscape', 1024, 768],
  ['portrait', 768, 1024],
  ['square', 768, 768],
] as const)('%s is told by the size of the picture that came', (shape, width, height) => {
  expect(isFound({ shape }, entry({}, { width, height }))).toBe(true);
  expect(isFound({ shape }, entry({}, { width: height + 1, height: width + 1 }))).toBe(shape === 'square');
});

test('since is the moment itself or later', () => {
  const at = Date.parse(entry().record.createdAt);
  expect(isFound({ since: at }, entry())).toBe(true);
  expect(isFound({ since: at + 1 }, entry())).toBe(false);
});

test('a document shows a picture by any of the files that it was saved as', () => {
  const other = 'file:///w/other.png';
  const saved = entry({
    saved: [file, other].map((each) => ({ index: 1, file: each, sha256: '0'.repeat(64) })),
  });
  expect(isFound({ inDocument: true }, saved, (files) => files.includes(file))).toBe(true);
  expect(isFound({ inDocument: true }, saved, () => false)).toBe(false);
  expect(isFound({ model: 'model' }, saved)).toBe(true);
  expect(isFound({ model: 'another' }, saved)).toBe(false);
});

test('every part of a prompt finds it, and the empty question finds all', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.nat(), fc.nat(), (altText, one, other) => {
      const words = altText.split(/\s+/u);
      const some = [words[one % words.length], words[other % words.length]].join('  ');
      expect(isFound({ text: some }, entry({ altText }))).toBe(true);
      expect(isFound({ text: ' ' }, entry({ altText }))).toBe(true);
    }),
  );
  expect(isEverything({ ...everything, text: ' \t' })).toBe(true);
  expect(isEverything({ ...everything, saved: false })).toBe(false);
});
