import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pictureLink } from '../../../src/documents/documentLanguage.ts';
import { altTexts, relativePaths } from './arbitraries.ts';
import { picturesIn } from './rendered.ts';

function markupOf(languageId: string, path: string, altText: string): string {
  return pictureLink({ languageId }, { path, altText });
}

/** `./` is in front of a path whose first part would be read as a scheme. */
function pathOf(src: string): string {
  return src.replace(/^\.\/(?=[^/]*:)/, '');
}

function collapsed(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}

describe('Markdown', () => {
  test('is readable where nothing needs escaping', () => {
    expect(markupOf('markdown', '../images/a-red-fox.png', 'A snake_case fox, (red) & 100% real!')).toBe(
      '![A snake_case fox, (red) & 100% real!](../images/a-red-fox.png)',
    );
    expect(markupOf('markdown', 'images/雪の狐.png', '雪の狐')).toBe('![雪の狐](images/雪の狐.png)');
  });

  test('escapes what would end or change the picture', () => {
    expect(markupOf('markdown', 'my images/fox (1)#2.png', 'A [red] *fox*\n_in_ `snow` $5$ &amp; <b>')).toBe(
      '![A \\[red\\] \\*fox\\* \\_in\\_ \\`snow\\` \\$5\\$ \\&amp; \\<b\\>](my%20images/fox%20%281%29%232.png)',
    );
  });

  test('shows one picture with exactly the path and the text', () => {
    fc.assert(
      fc.property(relativePaths, altTexts, (path, altText) => {
        const pictures = picturesIn(markupOf('markdown', path, altText));
        expect(pictures.map(({ src, alt }) => ({ src: pathOf(src), alt }))).toEqual([
          { src: path, alt: collapsed(altText) },
        ]);
      }),
      { numRuns: 2000 },
    );
  });

  test('shows it within a line and a table, where a person chose replacing', () => {
    fc.assert(
      fc.property(relativePaths, altTexts, (path, altText) => {
        const markup = markupOf('markdown', path, altText);
        const [inLine, inTable] = picturesIn(`A ${markup} *b*\n\n| a |\n|---|\n| ${markup} |\n`);
        expect([inLine?.alt, inTable?.alt]).toEqual([collapsed(altText), collapsed(altText)]);
      }),
      { numRuns: 500 },
    );
  });
});

describe('HTML', () => {
  test('escapes what would end or change the attributes', () => {
    expect(markupOf('html', 'a "b"/<c>&d.png', 'A "red" <fox> & a\n hare')).toBe(
      '<img src="a%20%22b%22/%3Cc%3E%26d.png" alt="A &quot;red&quot; &lt;fox&gt; &amp; a hare">',
    );
  });

  test('is one tag with exactly the path and the text', () => {
    const characters: Record<string, string> = { amp: '&', quot: '"', lt: '<', gt: '>', '#123': '{' };
    const decoded = (value = ''): string =>
      value.replaceAll(/&(#?\w+);/g, (_, name: string) => characters[name] ?? '?');
    fc.assert(
      fc.property(relativePaths, altTexts, (path, altText) => {
        const markup = markupOf('html', path, altText);
        const [, src, alt] = /^<img src="([^"<>]*)" alt="([^"<>]*)">$/.exec(markup) ?? [];
        expect({ src: pathOf(decodeURIComponent(decoded(src))), alt: decoded(alt) }).toEqual({
          src: path,
          alt: collapsed(altText),
        });
        // Every ampersand begins a reference that is closed.
        expect(markup).not.toMatch(/&(?!(?:amp|quot|lt|gt|#123);)/);
      }),
      { numRuns: 1000 },
    );
  });
});

test('elsewhere it is the plain path', () => {
  expect(markupOf('plaintext', 'my images/fox (1).png', 'A fox')).toBe('my images/fox (1).png');
});

test('half a character, which no file can hold, is a replacement character', () => {
  expect(markupOf('markdown', 'a.png', 'fox \ud83e')).toBe('![fox \ufffd](a.png)');
});
