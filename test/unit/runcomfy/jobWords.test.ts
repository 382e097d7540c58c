import fc from 'fast-check';
import { expect, test } from 'vitest';
import { meaningOf, type JobWord } from '../../../src/runcomfy/jobWords.ts';

const known: readonly (readonly [string, JobWord])[] = [
  ['in_queue', 'queued'],
  ['queued', 'queued'],
  ['pending', 'queued'],
  ['waiting', 'queued'],
  ['in_progress', 'running'],
  ['starting', 'running'],
  ['processing', 'running'],
  ['cancellation_requested', 'running'],
  ['completed', 'finished'],
  ['succeeded', 'finished'],
  ['success', 'finished'],
  ['failed', 'failed'],
  ['error', 'failed'],
  ['cancelled', 'cancelled'],
  ['canceled', 'cancelled'],
];

test.each(known)('%s means %s, however it is written', (word, meaning) => {
  expect([word, word.toUpperCase(), ` ${word}\n`].map(meaningOf)).toEqual([meaning, meaning, meaning]);
});

test('every other word means still running, so that no new word can end a paid job', () => {
  const words = new Set(known.map(([word]) => word));
  const other = fc
    .oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.constantFrom('constructor', '__proto__', 'toString'),
    )
    .filter((word) => !words.has(word.trim().toLowerCase()));
  fc.assert(
    fc.property(other, (word) => {
      expect(meaningOf(word)).toBe('running');
    }),
  );
});
