import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { paragraphAt } from '../../../src/prompt/paragraphAt.ts';

/** The text that a cursor means, which stands at the bar. */
function at(marked: string, languageId = 'markdown'): string {
  const offset = marked.indexOf('|');
  const text = marked.replace('|', '');
  const { start, end } = paragraphAt(text, offset, languageId);
  return text.slice(start, end);
}

describe('in prose a cursor means its paragraph', () => {
  test.each([
    ['at its beginning', 'One.\n\n|A fox\nin snow.\n\nTwo.', 'A fox\nin snow.'],
    ['in its midst', 'One.\n\nA f|ox\nin snow.\n\nTwo.', 'A fox\nin snow.'],
    ['at the end of a line', 'One.\n\nA fox|\nin snow.\n\nTwo.', 'A fox\nin snow.'],
    ['at the beginning of a line', 'One.\n\nA fox\n|in snow.\n\nTwo.', 'A fox\nin snow.'],
    ['at its end', 'One.\n\nA fox\nin snow.|\n\nTwo.', 'A fox\nin snow.'],
    ['that begins the text', 'A fo|x\nin snow.\n\nTwo.', 'A fox\nin snow.'],
    ['that ends the text', 'One.\n\nA fox\nin s|now.', 'A fox\nin snow.'],
    ['that is the whole text', '|A fox', 'A fox'],
    ['between lines of blanks', 'One.\n \t\nA f|ox\n\t\nTwo.', 'A fox'],
    ['with a line end behind it', 'A fox|\n', 'A fox'],
    ['with an empty line before it', '\nA fox|', 'A fox'],
  ])('%s', (_, marked, meant) => {
    expect(at(marked)).toBe(meant);
  });

  test('also with the line ends of Windows', () => {
    expect(at('One.\r\n\r\nA f|ox\r\nin snow.\r\n\r\nTwo.').trimEnd()).toBe('A fox\r\nin snow.');
  });

  test.each([
    'asciidoc',
    'html',
    'latex',
    'markdown',
    'mdx',
    'plaintext',
    'quarto',
    'restructuredtext',
    'rmd',
    'typst',
  ])('in %s', (languageId) => {
    expect(at('A f|ox\nin snow.\n\nTwo.', languageId)).toBe('A fox\nin snow.');
  });
});

test.each(['typescript', 'python', 'yaml', 'json', ''])('in %j a cursor means its line', (languageId) => {
  expect(at('// A fox\n// in s|now\nconst x = 1;', languageId)).toBe('// in snow');
});

test.each(['|', 'One.\n|\nTwo.', 'One.\n\n|', '|\n\nTwo.', 'One.\n \t| \nTwo.'])(
  'where nothing is written a cursor means nothing: %j',
  (marked) => {
    expect([at(marked).trim(), at(marked, 'typescript').trim()]).toEqual(['', '']);
  },
);

const line = fc.constantFrom('', ' ', '\t', 'A', 'fox ', '  in snow', '🦊');
const anyText = fc
  .array(fc.tuple(line, fc.constantFrom('\n', '\r\n')), { maxLength: 8 })
  .map((lines) => lines.flat().slice(0, -1).join(''));

test('whatever the text, what is meant is whole lines around the cursor, and as many as belong together', () => {
  const cursor = anyText.chain((text) => fc.tuple(fc.constant(text), fc.nat({ max: text.length })));
  fc.assert(
    fc.property(cursor, fc.constantFrom('markdown', 'python'), ([text, offset], languageId) => {
      const { start, end } = paragraphAt(text, offset, languageId);
      expect([start <= offset, offset <= end, start >= 0, end <= text.length]).toEqual([
        true,
        true,
        true,
        true,
      ]);
      expect([start === 0 || text[start - 1] === '\n', end === text.length || text[end] === '\n']).toEqual([
        true,
        true,
      ]);
      const meant = text.slice(start, end).split('\n');
      const before =
        text
          .slice(0, Math.max(0, start - 1))
          .split('\n')
          .at(-1) ?? '';
      const after = text.slice(end + 1).split('\n')[0] ?? '';
      if (languageId === 'python' || meant.some((each) => each.trim() === '')) {
        expect(meant).toHaveLength(1);
      } else {
        expect([start === 0 || before.trim() === '', after.trim()]).toEqual([true, '']);
      }
    }),
    { numRuns: 2000 },
  );
});

test('a cursor anywhere in a paragraph means the same', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      for (let offset = 0; offset <= text.length; offset++) {
        const { start, end } = paragraphAt(text, offset, 'markdown');
        expect(paragraphAt(text, start, 'markdown')).toEqual({ start, end });
        expect(paragraphAt(text, end, 'markdown')).toEqual({ start, end });
      }
    }),
  );
});
