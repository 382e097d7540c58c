import { describe, expect, test } from 'vitest';
import { languageOf, pictureLink, shownFormat, traceOf } from '../../../src/documents/documentLanguage.ts';
import { insertAfter, insertInstead } from '../../../src/documents/insertionPoint.ts';
import { isLinkTemplate } from '../../../src/documents/languages/template.ts';
import { applied, marked } from './edits.ts';

const fox = { path: 'my images/fox.png', altText: 'A "red" fox\'s {tail}, 5 %' };

test.each([
  ['markdown', '![A "red" fox\'s {tail}, 5 %](my%20images/fox.png)'],
  ['mdx', '![A "red" fox\'s \\{tail\\}, 5 %](my%20images/fox.png)'],
  ['vue', '<img src="my%20images/fox.png" alt="A &quot;red&quot; fox\'s &#123;tail}, 5 %">'],
  ['typescriptreact', '<img src="my%20images/fox.png" alt="A &quot;red&quot; fox\'s &#123;tail}, 5 %" />'],
  ['asciidoc', 'image::my images/fox.png["A &#34;red&#34; fox&#39;s &#123;tail}, 5 %"]'],
  ['restructuredtext', '.. image:: my\\ images/fox.png\n   :alt: A "red" fox\'s {tail}, 5 %'],
  ['latex', '\\includegraphics[width=\\linewidth,alt={A "red" fox\'s \\{tail\\}, 5 \\%}]{my images/fox.png}'],
  ['typst', '#image("my images/fox.png", alt: "A \\"red\\" fox\'s {tail}, 5 %")'],
  ['org', '#+ATTR_HTML: :alt A "red" fox\'s {tail}, 5 %\n[[file:my images/fox.png]]'],
  ['less', 'url("my%20images/fox.png")'],
  ['plaintext', 'my images/fox.png'],
])('%s has its own form', (languageId, expected) => {
  expect(pictureLink({ languageId }, fox)).toBe(expected);
});

test('LaTeX is given PNG for WebP, and the rest what is asked for', () => {
  const shown = (languageId: string): string[] =>
    (['png', 'jpeg', 'webp'] as const).map((wanted) => shownFormat({ languageId }, wanted));
  expect(shown('latex')).toEqual(['png', 'jpeg', 'png']);
  expect(shown('tex')).toEqual(['png', 'jpeg', 'png']);
  expect(shown('markdown')).toEqual(['png', 'jpeg', 'webp']);
});

/** What a document becomes, whose selection is written between « and ». */
function inserted(languageId: string, document: string, how: 'after' | 'replace'): string {
  const { text, range } = marked(document);
  const context = { text, language: languageOf({ languageId }), endOfLine: '\n' };
  const picture = { path: 'fox.png', altText: 'A fox' };
  const edits =
    how === 'after' ? [insertAfter(context, range, picture)] : insertInstead(context, range, picture);
  return applied(text, ...edits);
}

describe('the picture stands where it breaks nothing', () => {
  test.each([
    ['asciidoc', '. a «fox»\n\n. b\n\nNight', '. a fox\n\n. b\n\nimage::fox.png[A fox]\n\nNight'],
    [
      'restructuredtext',
      '«Fox»::\n\n  code\n\nNight',
      'Fox::\n\n  code\n\n.. image:: fox.png\n   :alt: A fox\n\nNight',
    ],
    [
      'org',
      '** «Fox»\n:P:\n:END:\nNight',
      '** Fox\n:P:\n:END:\n\n#+ATTR_HTML: :alt A fox\n[[file:fox.png]]\n\nNight',
    ],
    [
      'latex',
      '\\title{«Fox»}\n\\begin{document}\n\\end{document}\n',
      '\\title{Fox}\n\\begin{document}\n\n\\includegraphics[width=\\linewidth,alt={A fox}]{fox.png}\n\n\\end{document}\n',
    ],
    [
      'latex',
      '\\begin{document}\nNight\n\\end{document}\n«»',
      '\\begin{document}\nNight\n\n\\includegraphics[width=\\linewidth,alt={A fox}]{fox.png}\n\n\\end{document}\n',
    ],
    [
      'typst',
      '#f[\n  «fox»\n\n  b\n]\nNight',
      '#f[\n  fox\n\n  b\n]\nNight\n\n#image("fox.png", alt: "A fox")',
    ],
    ['css', '.a {\n\tcolor: «red»;\n}', '.a {\n\tcolor: red;\n\tbackground-image: url("fox.png");\n}'],
    ['css', '/* «fox» */\n.a {}', '/* fox */\n/* url("fox.png") */\n.a {}'],
    [
      'typescriptreact',
      'const a = [\n  "«fox»",\n];',
      'const a = [\n  "fox",\n  // <img src="fox.png" alt="A fox" />\n];',
    ],
    [
      'typescriptreact',
      'x(<p>\n  «fox»\n</p>);',
      'x(<p>\n  fox\n  <img src="fox.png" alt="A fox" />\n</p>);',
    ],
  ])('in %s: %j', (languageId, document, expected) => {
    expect(inserted(languageId, document, 'after')).toBe(expected);
  });
});

describe('in the place of words it has the form that fits', () => {
  test.each([
    ['asciidoc', 'A «fox».', 'A image:fox.png[A fox].'],
    ['asciidoc', '«A fox»', 'image::fox.png[A fox]'],
    ['restructuredtext', 'A «fox».', 'A |fox.png|\\ .\n\n.. |fox.png| image:: fox.png\n   :alt: A fox'],
    ['restructuredtext', '- a\n\n  «fox»\n', '- a\n\n  .. image:: fox.png\n     :alt: A fox\n'],
    ['typst', '#figure(«fox»)', '#figure(image("fox.png", alt: "A fox"))'],
    ['typescriptreact', 'f("«fox»");', 'f("fox.png");'],
    ['org', 'A «fox».', 'A [[file:fox.png]].'],
    // A tag in a tag would break it, so the words stay.
    ['html', '<p title="«fox»">a</p>', '<p title="fox">a</p>\n<img src="fox.png" alt="A fox">'],
  ])('in %s: %j', (languageId, document, expected) => {
    expect(inserted(languageId, document, 'replace')).toBe(expected);
  });
});

describe('a template', () => {
  const linked = (languageId: string, linkTemplate: string): string =>
    pictureLink({ languageId, linkTemplate }, fox);

  test('gives any language a form', () => {
    expect(linked('textile', '!${path}(${alt})!')).toBe(`!${fox.path}(${fox.altText})!`);
  });

  test('has path and text escaped where the language is known', () => {
    expect(linked('html', '<figure><img src="${path}" alt="${alt}"></figure>')).toBe(
      '<figure><img src="my%20images/fox.png" alt="A &quot;red&quot; fox\'s &#123;tail}, 5 %"></figure>',
    );
    expect(linked('markdown', '{{< figure src="${path}" alt="${rawAlt/"/\\"/} >}}')).toBe(
      '{{< figure src="my%20images/fox.png" alt="A \\"red\\" fox\'s {tail}, 5 % >}}',
    );
  });

  test('may have several lines, and is found again by the one with the path', () => {
    const kind = { languageId: 'x', linkTemplate: '<<\n  ${path}\n${alt}>>' };
    expect(pictureLink(kind, fox)).toBe(`<<\n  ${fox.path}\n${fox.altText}>>`);
    expect(traceOf(kind, fox)).toBe(`  ${fox.path}`);
  });

  test.each([
    ['${path}', true],
    ['${rawPath/ /_/}', true],
    ['${alt}', false],
    ['${path/(/x/}', false],
  ])('%s is one: %j', (template, expected) => {
    expect(isLinkTemplate(template)).toBe(expected);
  });
});
