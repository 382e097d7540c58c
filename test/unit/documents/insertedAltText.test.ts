import { describe, expect, test } from 'vitest';
import { languageOf } from '../../../src/documents/documentLanguage.ts';
import { insertedAltText } from '../../../src/documents/insertedAltText.ts';
import { insertAfter } from '../../../src/documents/insertionPoint.ts';

const before = 'img a\n\nimages/a.png\n\nEnd\n';

/** What is selected when a picture was inserted after the first words. */
function selected(languageId: string, altText: string, linkTemplate: string | null = null): string | null {
  const kind = { languageId, linkTemplate };
  const picture = { path: 'images/a.png', altText };
  const context = { text: before, endOfLine: '\n', language: languageOf(kind) };
  const { start, end, text } = insertAfter(context, { start: 4, end: 5 }, picture);
  const after = before.slice(0, start) + text + before.slice(end);
  const range = insertedAltText(kind, picture, before, after);
  return range === null
    ? null
    : `${after.slice(range.start - 3, range.start)}|${after.slice(range.start, range.end)}`;
}

describe('the text of an inserted picture', () => {
  test.each([
    ['markdown', 'a', '\n![|a'],
    ['markdown', 'a [b]', '\n![|a \\[b\\]'],
    ['html', 'a', 't="|a'],
    ['javascriptreact', 'a', 't="|a'],
    ['latex', 'a', 't={|a'],
    ['typst', 'a', ': "|a'],
    ['restructuredtext', 'a', 't: |a'],
    ['asciidoc', 'a', 'ng[|a'],
    ['org', 'a', 'lt |a'],
  ])('is found in %s', (languageId, altText, found) => {
    expect(selected(languageId, altText)).toBe(found);
  });

  test("is found in a person's own markup", () => {
    expect(selected('markdown', 'a [b]', '{{< figure src="${path}" alt="${rawAlt}" >}}')).toBe('t="|a [b]');
  });

  test('is not found where the language has no place for it', () => {
    expect([selected('css', 'a'), selected('plaintext', 'a'), selected('markdown', '')]).toEqual([
      null,
      null,
      null,
    ]);
  });

  test('is that of the new one, where the same stands before it', () => {
    const link = '![a](images/a.png)';
    const kind = { languageId: 'markdown' };
    const picture = { path: 'images/a.png', altText: 'a' };
    const range = insertedAltText(kind, picture, `${link}\n\nWords\n`, `${link}\n\nWords\n\n${link}\n`);
    expect(range?.start).toBe(link.length + 11);
  });
});
