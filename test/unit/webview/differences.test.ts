import { expect, test } from 'vitest';
import { compareFacts } from '../../../src/webview/differences.ts';

const seed = (value: string): { name: string; value: string } => ({ name: 'Seed', value });
const steps = { name: 'Steps', value: '8' };

function differing(pictures: Parameters<typeof compareFacts>[0]): string[][] {
  return compareFacts(pictures).map((facts) =>
    facts.filter(({ differs }) => differs).map(({ name }) => name),
  );
}

test('marks in each picture what is not the same in all', () => {
  const pictures = [
    [seed('1'), steps],
    [seed('2'), steps],
    [seed('1'), steps],
  ].map((facts) => ({ facts }));
  expect(differing(pictures)).toEqual([['Seed'], ['Seed'], ['Seed']]);
});

test('what only some have differs', () => {
  const cost = { name: 'Cost', value: '$0.005' };
  expect(differing([{ facts: [steps, cost] }, { facts: [steps] }])).toEqual([['Cost'], []]);
});

test('a picture alone differs from nothing', () => {
  expect(differing([{ facts: [seed('1'), steps] }])).toEqual([[]]);
});
