import { expect, test } from 'vitest';
import { sequenceOf } from '../../chaos/sequences/generateSteps.ts';

const numbers = Array.from({ length: 500 }, (_, at) => at + 1);

test('a seed and a number give the same sequence again, so that one that was not lawful can be played again', () => {
  expect(numbers.map((number) => sequenceOf(7, number))).toEqual(
    numbers.map((number) => sequenceOf(7, number)),
  );
  expect(sequenceOf(8, 1)).not.toEqual(sequenceOf(7, 1));
});

test('every sequence has three to eight steps, and orders something', () => {
  for (const { steps } of numbers.map((number) => sequenceOf(7, number))) {
    expect(steps.length).toBeGreaterThanOrEqual(3);
    expect(steps.length).toBeLessThanOrEqual(8);
    expect(steps.some(({ step }) => step === 'insert' || step === 'gallery')).toBe(true);
  }
});

test('all kinds of steps come', () => {
  const kinds = new Set(numbers.flatMap((number) => sequenceOf(7, number).steps.map(({ step }) => step)));
  expect(kinds.size).toBe(13);
});
