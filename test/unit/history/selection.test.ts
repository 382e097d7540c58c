import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { Selection } from '../../../src/history/selection.ts';

const shown = ['a', 'b', 'c', 'd', 'e'];
let selection: Selection;

beforeEach(() => {
  selection = new Selection();
  selection.show(shown);
});

test('one after the other, in the order that they are shown in, and off again', () => {
  selection.toggle('d');
  selection.toggle('b');
  expect(selection.keys).toEqual(['b', 'd']);
  selection.toggle('d');
  expect(selection.keys).toEqual(['b']);
});

test.each([
  ['downwards', 'b', 'd'],
  ['upwards', 'd', 'b'],
])('a range goes from what was touched last, %s', (_, from, to) => {
  selection.toggle(from);
  selection.extend(to);
  expect(selection.keys).toEqual(['b', 'c', 'd']);
});

test('a range takes away where its begin was taken away', () => {
  selection.all();
  selection.toggle('b');
  selection.extend('d');
  expect(selection.keys).toEqual(['a', 'e']);
});

test('a range without a begin is one picture', () => {
  selection.extend('c');
  expect(selection.keys).toEqual(['c']);
});

test('whatever goes and comes, only what is shown is selected, and nothing is selected by itself', () => {
  const key = fc.constantFrom(...shown);
  const step = fc.oneof(
    fc.record({ kind: fc.constantFrom('toggle', 'extend'), key }),
    fc.record({ kind: fc.constant('show'), keys: fc.shuffledSubarray(shown) }),
    fc.record({ kind: fc.constantFrom('all', 'clear') }),
  );
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const tried = new Selection();
      let visible: readonly string[] = [];
      for (const each of steps) {
        const before = new Set(tried.keys);
        if ('keys' in each) {
          visible = each.keys;
          tried.show(each.keys);
          expect(tried.keys.every((known) => before.has(known))).toBe(true);
        } else if ('key' in each) {
          if (!visible.includes(each.key)) continue;
          tried[each.kind === 'toggle' ? 'toggle' : 'extend'](each.key);
        } else {
          tried[each.kind === 'all' ? 'all' : 'clear']();
          expect(tried.keys).toEqual(each.kind === 'all' ? visible : []);
        }
        expect(tried.keys).toEqual(visible.filter((known) => tried.has(known)));
      }
    }),
  );
});
