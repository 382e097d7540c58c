import { describe, expect, test } from 'vitest';
import { insertAfter, insertInstead } from '../../../src/documents/insertionPoint.ts';
import { html } from '../../../src/documents/languages/html.ts';
import type { Language } from '../../../src/documents/languages/language.ts';
import { markdown } from '../../../src/documents/languages/markdown.ts';
import { plain } from '../../../src/documents/languages/plain.ts';
import { applied, marked } from './edits.ts';

/** What a document becomes, whose selection is written between « and ». */
function after(known: Language, document: string): string {
  const { text, range } = marked(document);
  const endOfLine = text.includes('\r\n') ? '\r\n' : '\n';
  const language = { ...known, block: () => ['PICTURE'] };
  return applied(text, insertAfter({ text, language, endOfLine }, range, { path: '', altText: '' }));
}

describe('in Markdown the picture is a block of its own', () => {
  test.each([
    ['behind a paragraph', 'A «fox»\nin snow\n\nNight\n', 'A fox\nin snow\n\nPICTURE\n\nNight\n'],
    ['at the end', 'A «fox»\n', 'A fox\n\nPICTURE\n'],
    ['at the end without a line break', 'A «fox»', 'A fox\n\nPICTURE'],
    ['with CRLF', 'A «fox»\r\n\r\nNight\r\n', 'A fox\r\n\r\nPICTURE\r\n\r\nNight\r\n'],
    ['before text that follows at once', '# A «fox»\nNight\n', '# A fox\n\nPICTURE\n\nNight\n'],
    ['with CRLF, before text that follows at once', '# «Fox»\r\nNight', '# Fox\r\n\r\nPICTURE\r\n\r\nNight'],
    ['behind a setext heading', 'A «fox»\n===\nNight', 'A fox\n===\n\nPICTURE\n\nNight'],
    [
      'behind a whole list',
      '- a «fox»\n  - red\n\n- hare\n\nNight',
      '- a fox\n  - red\n\n- hare\n\nPICTURE\n\nNight',
    ],
    ['behind a whole quote', '> a «fox»\nlazy\n> red\n\nNight', '> a fox\nlazy\n> red\n\nPICTURE\n\nNight'],
    ['behind a fence', '```\na «fox»\n\n# red\n```\nNight', '```\na fox\n\n# red\n```\n\nPICTURE\n\nNight'],
    [
      'behind a table',
      '| a |\n|---|\n| «fox» |\n| b |\n\nNight',
      '| a |\n|---|\n| fox |\n| b |\n\nPICTURE\n\nNight',
    ],
    [
      'behind a footnote',
      '[^1]: A «fox».\n\n    Red.\n\nNight',
      '[^1]: A fox.\n\n    Red.\n\nPICTURE\n\nNight',
    ],
    [
      'behind front matter',
      '---\ntitle: A «fox»\n\ntags: []\n---\nNight',
      '---\ntitle: A fox\n\ntags: []\n---\n\nPICTURE\n\nNight',
    ],
    [
      'behind TOML front matter',
      '+++\na = "«fox»"\n\nb = 1\n+++\n\nNight',
      '+++\na = "fox"\n\nb = 1\n+++\n\nPICTURE\n\nNight',
    ],
    ['for a selection of whole lines', '«A fox\n»Night\n\nDay', 'A fox\nNight\n\nPICTURE\n\nDay'],
    ['for a selection of a whole block', '«A fox\n\n»Night', 'A fox\n\nPICTURE\n\nNight'],
    [
      'for a selection of two blocks',
      'A «fox\n\nNight» falls\n\nDay',
      'A fox\n\nNight falls\n\nPICTURE\n\nDay',
    ],
    ['behind spaces at the end of a line', 'A «fox»  \n\nNight', 'A fox  \n\nPICTURE\n\nNight'],
    ['in an empty line between blocks', 'A fox\n«»\nNight', 'A fox\n\nPICTURE\n\nNight'],
    [
      'in the indentation of a block',
      'A hare\n\n« » a fox\n in snow\n\nNight',
      'A hare\n\n  a fox\n in snow\n\nPICTURE\n\nNight',
    ],
  ])('%s', (_, document, expected) => {
    expect(after(markdown, document)).toBe(expected);
  });

  test('also where blocks stand in each other deeper than the parser goes', () => {
    const deep = '> '.repeat(9_000);
    expect(after(markdown, `${deep}a «fox»\n\nNight`) === `${deep}a fox\n\nPICTURE\n\nNight`).toBe(true);
  });
});

describe('in HTML the picture stands behind the outermost block', () => {
  test.each([
    ['a paragraph', '<p>A «fox»</p>\n<p>Night</p>', '<p>A fox</p>\nPICTURE\n<p>Night</p>'],
    [
      'with its indentation',
      '<div>\n  <p>\n    A «fox»\n  </p>\n</div>',
      '<div>\n  <p>\n    A fox\n  </p>\n  PICTURE\n</div>',
    ],
    ['with CRLF', '<p>A «fox»</p>\r\n<hr>', '<p>A fox</p>\r\nPICTURE\r\n<hr>'],
    ['within one line', '<p>A «fox»</p><p>Night</p>', '<p>A fox</p>\nPICTURE<p>Night</p>'],
    [
      'a list',
      '<ul>\n<li><p>«fox»</p></li>\n<li>b</li>\n</ul>',
      '<ul>\n<li><p>fox</p></li>\n<li>b</li>\n</ul>\nPICTURE',
    ],
    [
      'a table',
      '<table><tr><td>«fox»</td></tr></table>\n',
      '<table><tr><td>fox</td></tr></table>\nPICTURE\n',
    ],
    ['a whole block that is selected', '«<p>A fox</p>\n»<p>Night</p>', '<p>A fox</p>\nPICTURE\n<p>Night</p>'],
    [
      'a list after a paragraph left open',
      '<p>One\n<ul>\n<li>«fox»\n<li>b\n</ul>\nEnd',
      '<p>One\n<ul>\n<li>fox\n<li>b\n</ul>\nPICTURE\nEnd',
    ],
    [
      'text outside of blocks',
      '<div>\n  A «fox»\n  Night\n</div>',
      '<div>\n  A fox\n  PICTURE\n  Night\n</div>',
    ],
    [
      'a tag of several lines',
      '<img\n  alt="A «fox»"\n  src="a.png">\n<hr>',
      '<img\n  alt="A fox"\n  src="a.png">\n  PICTURE\n<hr>',
    ],
    ['a comment', '<!-- A «fox»\n  in snow -->\n<hr>', '<!-- A fox\n  in snow -->\nPICTURE\n<hr>'],
    [
      'no tag within a comment or script',
      '<!-- <p> --><script>"<ul>"</script>\n<p>A «fox»\n</p>\nEnd',
      '<!-- <p> --><script>"<ul>"</script>\n<p>A fox\n</p>\nPICTURE\nEnd',
    ],
    [
      'attributes that hold marks',
      '<p title="a > b">A «fox»\n</p>\nEnd',
      '<p title="a > b">A fox\n</p>\nPICTURE\nEnd',
    ],
  ])('%s', (_, document, expected) => {
    expect(after(html, document)).toBe(expected);
  });

  test('a custom element whose name begins as that of a script is none', () => {
    expect(after(html, '<style-guide>\n<p>A «fox»\n</p>\n</style-guide>')).toBe(
      '<style-guide>\n<p>A fox\n</p>\nPICTURE\n</style-guide>',
    );
  });

  test('a quote mark without its pair ends no search', () => {
    expect(after(html, "<p title=don't>A «fox»\n</p>\nEnd")).toBe("<p title=don't>A fox\n</p>\nPICTURE\nEnd");
  });

  test.each([
    ['tags that never end, and one quote mark', `${'<a '.repeat(100_000)}"`],
    ['ends of what was never begun', '<ol>'.repeat(100_000) + '</ul>'.repeat(100_000)],
  ])('also before %s', { timeout: 20_000 }, (_, nasty) => {
    expect(after(html, `<p>A «fox»</p>\n${nasty}`).startsWith('<p>A fox</p>\nPICTURE\n')).toBe(true);
  });

  test('also in a document of tags that never end', { timeout: 20_000 }, () => {
    const open = '<a '.repeat(100_000);
    expect(after(html, `<p>A «fox»</p>\n${open}`).startsWith('<p>A fox</p>\nPICTURE\n<a ')).toBe(true);
  });
});

describe('elsewhere the path stands on the next line', () => {
  test.each([
    ['a comment, with its leader', '  // A «fox»\n  // Night\n', '  // A fox\n  // PICTURE\n  // Night\n'],
    ['the last line', '# A «fox»', '# A fox\n# PICTURE'],
    ['a block comment', '/**\n * A «fox»\n */', '/**\n * A fox\n * PICTURE\n */'],
    ['the last line of a block comment', '/*\n  A fox\n «*/»\nx', '/*\n  A fox\n */\n PICTURE\nx'],
    ['plain text, with CRLF', 'A «fox»\r\nNight', 'A fox\r\nPICTURE\r\nNight'],
    ['whole lines', '«A fox\n\n»Night', 'A fox\nPICTURE\n\nNight'],
  ])('%s', (_, document, expected) => {
    expect(after(plain, document)).toBe(expected);
  });
});

describe('in the place of the words', () => {
  test.each([
    ['A «red fox» in snow', 'A PICTURE in snow'],
    ['«  A red fox\r\n»Night', '  PICTURE\r\nNight'],
    ['A «fox\n\nin snow\n\n»Night', 'A PICTURE\n\nNight'],
    ['A « »fox', 'A PICTURE fox'],
  ])('%j', (document, expected) => {
    const { text, range } = marked(document);
    const context = { text, language: plain, endOfLine: '\n' };
    const edits = insertInstead(context, range, { path: 'PICTURE', altText: '' });
    expect(applied(text, ...edits)).toBe(expected);
  });
});
