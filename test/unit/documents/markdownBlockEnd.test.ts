import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pictureLink } from '../../../src/documents/documentLanguage.ts';
import { insertAfter } from '../../../src/documents/insertionPoint.ts';
import { markdown } from '../../../src/documents/languages/markdown.ts';
import { markdownBlockEnd } from '../../../src/documents/markdownBlockEnd.ts';
import { altTexts, relativePaths } from './arbitraries.ts';
import { applied } from './edits.ts';
import { htmlOf, picturesIn } from './rendered.ts';

const blocks = fc.constantFrom(
  'A fox in snow',
  'A fox\nin *deep\nsnow*',
  '   A fox\n in snow  ',
  '# Fox #',
  '## Fox',
  'Fox\n===',
  'A fox\nand a hare\n---',
  '- fox\n- hare',
  '- fox\n\n- hare\n\n  more of it\n  - red\n    grey',
  '* [ ] fox\nlazy',
  '1. fox\n2. hare\n   ```\n   code\n   ```',
  '1) fox\n\n   ![hare](hare.png)',
  '> fox\n> hare',
  '> fox\nlazy\n>\n> - hare',
  '> ```\n> fox\n> ```',
  '```js\nfox();\n\n# no heading\n```',
  '~~~\n```\nfox\n~~~',
  '    fox\n\n    hare',
  '| fox | hare |\n|-----|:----|\n| red | grey |',
  '<div>\n  fox\n</div>',
  '<details>\n<summary>Fox</summary>',
  '<!-- fox\n\nhare -->',
  '[fox]: /fox "Fox"',
  '---',
  '***',
  '![A fox](fox.png)',
  'A [fox] and https://example.com/_hare_',
);

/**
 * Where two blocks need a blank line between them: HTML goes on to one, so that it would take the beginning of a
 * fence and leave one that never ends; of code by indentation, parsers differ.
 */
function gapBetween(block: string, next: string): string | null {
  return block.startsWith('<') || [block, next].some((each) => each.startsWith('    ')) ? '\n\n' : null;
}

const documents = fc
  .tuple(
    fc.constantFrom('', '---\ntitle: Fox\n\ntags: [a]\n---\n'),
    fc.array(fc.tuple(blocks, fc.constantFrom('\n', '\n\n', '\n\n\n', '\n  \n')), {
      minLength: 1,
      maxLength: 6,
    }),
    fc.constantFrom('', '\n', '\n\n'),
    fc.constantFrom('\n', '\r\n'),
  )
  .map(([frontMatter, parts, end, endOfLine]) => {
    const blocksAndGaps = parts.map(([block, gap], at) => {
      const next = parts[at + 1]?.[0];
      return block + (next === undefined ? end : (gapBetween(block, next) ?? gap));
    });
    return { text: (frontMatter + blocksAndGaps.join('')).replaceAll('\n', endOfLine), endOfLine };
  });

/** With the new picture's own paragraph taken out, the page is the page that it was. */
test(
  'put behind any block of any document, a picture is shown and nothing else changes',
  { timeout: 60_000 },
  () => {
    fc.assert(
      fc.property(documents, fc.nat(), relativePaths, altTexts, ({ text, endOfLine }, at, path, altText) => {
        const offset = at % (text.length + 1);
        // Between the two halves of a line break no selection ends.
        fc.pre(!(text[offset - 1] === '\r' && text[offset] === '\n'));
        const known = picturesIn(text).length;
        const planned = insertAfter(
          { text, language: markdown, endOfLine },
          { start: offset, end: offset },
          { path: '', altText: '' },
        );
        const markup = pictureLink({ languageId: 'markdown' }, { path, altText });
        const shown = applied(text, { ...planned, text: planned.text.replace('![]()', () => markup) });
        const added = picturesIn(shown).filter(({ alt }) => alt === altText.replaceAll(/\s+/g, ' ').trim());
        expect(picturesIn(shown)).toHaveLength(known + 1);
        expect(added.map(({ src }) => src.replace(/^\.\/(?=[^/]*:)/, ''))).toContain(path);
        const page = htmlOf(applied(text, planned)).replace('<p><img src="" alt=""></p>\n', '');
        expect(page.trimEnd()).toBe(htmlOf(text).trimEnd());
      }),
      { numRuns: 1000 },
    );
  },
);

test('every line break of the edit is one of the document', () => {
  fc.assert(
    fc.property(documents, fc.nat(), ({ text, endOfLine }, at) => {
      const offset = at % (text.length + 1);
      fc.pre(!(text[offset - 1] === '\r' && text[offset] === '\n'));
      const planned = insertAfter(
        { text, language: markdown, endOfLine },
        { start: offset, end: offset },
        { path: 'x', altText: 'x' },
      );
      const breaks = new Set(applied(text, planned).match(/\r?\n|\r/g));
      expect([...breaks].filter((each) => each !== endOfLine)).toEqual([]);
    }),
  );
});

describe('a large document costs no more than its length', () => {
  const units = [
    '> ',
    '>',
    '- ',
    '1. ',
    '- a\n',
    '- a\n* a\n',
    '- a\n\n',
    '- > ',
    '[a\n',
    '[a]: b "c\n',
    '<a \n',
  ];
  const others = [
    'a\n',
    'a~b',
    '[]',
    ']',
    '[^a]: ',
    '|a',
    '-.',
    'a  \n',
    '\n',
    '---\n',
    '```\n',
    '\\',
    '<!--',
  ];

  test.each([...units, ...others])('of %j alone', { timeout: 20_000 }, (unit) => {
    const text = unit.repeat(200_000 / unit.length);
    const end = markdownBlockEnd(text, 100_000);
    expect(end).toBeGreaterThanOrEqual(100_000);
    expect(end).toBeLessThanOrEqual(text.length);
  });
});
