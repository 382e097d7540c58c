import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pictureLink } from '../../../../src/documents/documentLanguage.ts';
import { picturesIn } from '../../../../src/documents/pictures/picturesIn.ts';
import { altTexts, relativePaths } from '../arbitraries.ts';

/** What stands before and behind each picture: words, and pictures in code and comments, which are none. */
const contexts: Readonly<Record<string, readonly [string, string]>> = {
  markdown: [
    '---\ntitle: ![a](b.png)\n---\n\n# One\n\nWords, `![a](b.png)`, \\![a](b.png) <!-- ![a](b.png) -->\n\n',
    '\n\n```md\n![a](b.png)\n\n![a](b.png)\n```\n\n    ![a](b.png)\n\n<!--\n\n![a](b.png)\n\n-->\n\n- An item\n\n  ~~~\n  ![a](b.png)\n  ~~~\n\n',
  ],
  mdx: [
    'import A from "a";\n\n{/* ![a](b.png) */}\n\n<Card>\n\n',
    '\n\n</Card>\n\n```md\n![a](b.png)\n```\n\nWords with `<img src="b.png" alt="a" />`.\n\n',
  ],
  html: [
    '<!doctype html>\n<!-- <img src="b.png" alt="a"> --><script>const a = \'<img src="b.png" alt="a">\';</script>\n<p>',
    '</p>\n<textarea><img src="b.png" alt="a"></textarea>\n',
  ],
  vue: ['<template>\n<img :src="fox" alt="a"><img src="b.png" alt="{{ a }}">\n', '\n</template>\n'],
  svelte: ['<script>let a = \'<img src="b.png" alt="a">\';</script>\n<img src={fox} alt="a">', '\n'],
  astro: [
    '---\nconst a = <img src="b.png" alt="a" />;\n---\n<h1>A</h1>\n',
    '\n<img src={fox.src} alt="a" />\n',
  ],
  typescriptreact: [
    'const s = \'<img src="b.png" alt="a" />\'; // <img src="b.png" alt="a" />\nexport const A = () => (\n  <div>\n    {/* <img src="b.png" alt="a" /> */}\n    ',
    '\n    <img src={fox} alt="a" />\n  </div>\n);\n',
  ],
  asciidoc: [
    '= Title\n\n// image::b.png[a]\n\nWords and `image:b.png[a]`.\n\n',
    '\n\n----\nimage::b.png[a]\n----\n\n////\nimage::b.png[a]\n////\n\n',
  ],
  restructuredtext: [
    'Title\n=====\n\n.. image:: in-the-comment\n   was: no comment\n\n.. A comment\n   .. image:: b.png\n      :alt: a\n\n',
    '\n\n.. code-block:: rst\n\n   .. image:: b.png\n      :alt: a\n\nSo::\n\n   .. image:: b.png\n      :alt: a\n\nWords.\n\n',
  ],
  latex: [
    '\\begin{document}\n% \\includegraphics[alt={a}]{b.png}\n\\verb|\\includegraphics[alt={a}]{b.png}|\n\n',
    '\n\n\\begin{verbatim}\n\\includegraphics[alt={a}]{b.png}\n\\end{verbatim}\n50\\% of words\n\n',
  ],
  typst: [
    '= Title\n\n// #image("b.png", alt: "a")\nThe image("b.png", alt: "a") and `#image("b.png", alt: "a")`\n\n',
    '\n\n```typ\n#image("b.png", alt: "a")\n```\n/* #image("b.png", alt: "a") */\n\n',
  ],
  org: [
    '* Title\n\n# [[file:b.png]]\n\n',
    '\n\n#+begin_src org\n#+ATTR_HTML: :alt a\n[[file:b.png]]\n#+end_src\n\n',
  ],
};

/** Front matter stands at the start, and nowhere else. */
function further(before: string): string {
  return before.replace(/^---\n[\s\S]*?\n---\n/, '');
}

/** TeX drops blanks around a path, and nothing keeps them. */
function paths(languageId: string): fc.Arbitrary<string> {
  return languageId === 'latex' ? relativePaths.filter((path) => path === path.trim()) : relativePaths;
}

function collapsed(text: string): string {
  return text.toWellFormed().replaceAll(/\s+/g, ' ').trim();
}

/** `./` is in front of a path whose first part would be read as a scheme, or by TeX as something else than a name. */
function withoutDot(path: string): string {
  return path.replace(/^\.\/(?=[^/]*:|[~`|"])/, '');
}

describe.each(Object.entries(contexts))('%s', (languageId, [before, behind]) => {
  test('what is written is read back, and nothing else is', () => {
    const pictures = fc.array(fc.record({ path: paths(languageId), altText: altTexts }), {
      minLength: 1,
      maxLength: 3,
    });
    const unseen = picturesIn(languageId, before + behind).map(({ target }) => target);
    fc.assert(
      fc.property(pictures, fc.constantFrom('\n', '\r\n'), (all, endOfLine) => {
        const text = all
          .map(
            (picture, at) =>
              (at === 0 ? before : further(before)) + pictureLink({ languageId }, picture) + behind,
          )
          .join('')
          .replaceAll('\n', endOfLine);
        const read = picturesIn(languageId, text).filter(({ target }) => !unseen.includes(target));
        expect(read.map(({ target, altText }) => ({ path: withoutDot(target), altText }))).toEqual(
          all.map(({ path, altText }) => ({ path, altText: collapsed(altText) })),
        );
      }),
      { numRuns: 300 },
    );
  });

  test('another path is written over the one that is read', () => {
    fc.assert(
      fc.property(paths(languageId), altTexts, (path, altText) => {
        const [one, other] = [path, 'other/name.png'].map(
          (each) => before + pictureLink({ languageId }, { path: each, altText }) + behind,
        );
        const picture = picturesIn(languageId, one ?? '').find((each) => withoutDot(each.target) === path);
        const { start = 0, end = 0 } = picture?.path ?? {};
        expect(`${one?.slice(0, start) ?? ''}other/name.png${one?.slice(end) ?? ''}`).toBe(other);
      }),
      { numRuns: 100 },
    );
  });

  test('pictures in code and comments are none', () => {
    expect(picturesIn(languageId, before + behind).filter(({ altText }) => altText === 'a')).toEqual([]);
  });
});
