import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { promptOf, promptSourcesAt } from '../../../src/prompt/sources/promptSources.ts';

/** What the cursor means, which stands at the bar: kinds and prompts, the nearest first. */
function at(marked: string, languageId = 'markdown'): Record<string, string> {
  const offset = marked.indexOf('|');
  const text = marked.replace('|', '');
  return Object.fromEntries(
    promptSourcesAt(text, offset, languageId).map((source) => [
      source.kind,
      promptOf(text, source, languageId),
    ]),
  );
}

const page = `---
title: Animals
---

# Animals

They live here.

## Foxes

A red fox.

\`\`\`js
const fox = 1;
\`\`\`

### Cubs

Small ones.

## Bears

A brown bear.
`;

describe('in Markdown', () => {
  test('a heading means its section, with what stands under it but code', () => {
    const found = at(page.replace('## Foxes', '## Fo|xes'));
    expect(Object.keys(found)).toEqual(['section', 'paragraph', 'document']);
    expect(found['section']).toBe('Foxes\n\nA red fox.\n\nCubs\n\nSmall ones.');
  });

  test('a paragraph comes before its section and the document, which has no front matter', () => {
    const found = at(page.replace('red fox', 'red| fox'));
    expect(Object.keys(found)).toEqual(['paragraph', 'section', 'document']);
    expect(found['paragraph']).toBe('A red fox.');
    expect(found['document']).toBe(
      'Animals\n\nThey live here.\n\nFoxes\n\nA red fox.\n\nCubs\n\nSmall ones.\n\nBears\n\nA brown bear.',
    );
  });

  test.each([
    ['in a fence', 'const fox', 'const| fox', ['section', 'document']],
    ['in front matter', 'title: Animals', 'title: Ani|mals', ['document']],
    ['between paragraphs', '\nA brown', '|\nA brown', ['section', 'document']],
  ])('%s no code is proposed', (_, from, to, kinds) => {
    expect(Object.keys(at(page.replace(from, to)))).toEqual(kinds);
  });

  test('headings underlined', () => {
    expect(at('Foxes\n=====\n\nRed.\n\nBears\n=====\n\nBr|own.')['section']).toBe('Bears\n\nBrown.');
  });

  test('the alternative text of a picture, wherever the cursor is in its link', () => {
    for (const marked of ['![A re|d fox](fox.png)', '![A red fox](fo|x.png)', '![A red fox]|(fox.png)']) {
      expect(at(`Words before ${marked} and behind.`)['caption']).toBe('A red fox');
    }
    expect(at('![A red fox](fox.png) and be|hind.')['caption']).toBeUndefined();
  });

  test('a document of one paragraph is proposed once', () => {
    expect(Object.keys(at('A red| fox.'))).toEqual(['paragraph']);
  });

  test('a document without a word proposes nothing', () => {
    expect(at('---\ntitle: x\n---\n\n|\n\n```\ncode\n```\n')).toEqual({});
  });

  test('MDX: what it imports and exports is code', () => {
    expect(at("import Fox from './fox'\n\nA fox.|\n\nexport const a = 1\n", 'mdx')['document']).toBe(
      'A fox.',
    );
  });
});

describe('captions', () => {
  test.each([
    ['html', '<figure><img src="a.png"><figcaption>A <b>re|d</b> fox</figcaption></figure>', 'A red fox'],
    ['html', '<img src="a.png" alt="A red &amp; ol|d fox">', 'A red & old fox'],
    ['vue', "<img alt='A |fox'>", 'A fox'],
    ['typescriptreact', '<img src={fox} alt="A r|ed fox" />', 'A red fox'],
    ['latex', '\\caption[Fox]{A r|ed fox}', 'A red fox'],
    ['asciidoc', 'image::fox.png[A r|ed fox,200]', 'A red fox'],
    ['asciidoc', '.A r|ed fox\nimage::fox.png[]', 'A red fox'],
    ['typst', '#figure(image("a.png"), caption: [A r|ed fox])', 'A red fox'],
    ['org', '#+CAPTION: A r|ed fox\n[[file:a.png]]', 'A red fox'],
    ['restructuredtext', '.. image:: a.png\n   :alt: A r|ed fox\n', 'A red fox'],
  ])('%s: %s', (languageId, marked, caption) => {
    expect(at(marked, languageId)['caption']).toBe(caption);
  });
});

describe('in code', () => {
  test.each([
    ['typescript', 'const a = 1;\n// A red f|ox\n// in snow\nconst b = 2;', 'comment', 'A red fox in snow'],
    ['typescript', '/**\n * A red fox\n * in sn|ow\n */\nlet a;', 'comment', 'A red fox in snow'],
    ['typescript', 'let a = 1; // A red f|ox\n// another', 'comment', 'A red fox'],
    ['typescript', "const text = 'A red \\'fo|x\\'';", 'string', "A red 'fox'"],
    ['javascript', 'const text = `A red fox\n  in sn|ow`;', 'string', 'A red fox in snow'],
    ['python', '# A red fox\n# in s|now\nx = 1', 'comment', 'A red fox in snow'],
    ['python', 'def draw():\n    """A red fox\n    in s|now."""\n', 'string', 'A red fox in snow.'],
    ['rust', "fn a<'b>(c: &'b str) {} // A re|d fox", 'comment', 'A red fox'],
    ['sql', '-- A red| fox\nselect 1', 'comment', 'A red fox'],
    ['lua', '--[[ A red\nf|ox ]]', 'comment', 'A red fox'],
    ['css', '/* A red f|ox */\na { }', 'comment', 'A red fox'],
    ['yaml', 'a: 1 # A red fo|x', 'comment', 'A red fox'],
  ])('%s: %s', (languageId, marked, kind, prompt) => {
    expect(Object.entries(at(marked, languageId))[0]).toEqual([kind, prompt]);
  });

  test('a line that is neither is the line', () => {
    expect(Object.keys(at("let a = 'x';\nlet fo|x = 1; // c\n", 'typescript'))).toEqual(['line', 'document']);
  });

  test('what looks like a comment in a string is none', () => {
    expect(Object.entries(at("open('https://exa|mple.org');", 'typescript'))[0]).toEqual([
      'string',
      'https://example.org',
    ]);
  });
});

describe('sections', () => {
  test.each([
    [
      'html',
      '<head><title>T</title></head><h1>Animals</h1><p>All.</p><h2>Fo|xes</h2><p>Red.</p><pre>x</pre><h2>Bears</h2>',
    ],
    ['asciidoc', ':toc:\n= Animals\n\nAll.\n\n== Fo|xes\n\nRed.\n\n----\nx\n----\n\n== Bears\n'],
    [
      'latex',
      '\\usepackage{x}\n\\begin{document}\n\\section{Fo|xes}\nRed. % no\n\\begin{verbatim}\nx\n\\end{verbatim}\n\\section{Bears}\n\\end{document}',
    ],
    ['typst', '#set page()\n= Animals\n== Fo|xes\nRed.\n```\nx\n```\n== Bears'],
    [
      'org',
      '#+TITLE: x\n* Animals\n** Fo|xes\n:PROPERTIES:\n:ID: 1\n:END:\nRed.\n#+begin_src js\nx\n#+end_src\n** Bears',
    ],
    [
      'restructuredtext',
      'Animals\n=======\n\nFo|xes\n-----\n\nRed.\n\n.. code-block:: js\n\n   x\n\nBears\n-----\n',
    ],
  ])('%s: of a heading, without code', (languageId, marked) => {
    const [first] = Object.entries(at(marked, languageId));
    expect(first?.[0]).toBe('section');
    expect(first?.[1].match(/[a-z]+/gi)?.filter((word) => word !== 'section')).toEqual(['Foxes', 'Red']);
  });
});

const anyText = fc.array(
  fc.constantFrom(
    '# A\n',
    '```\n',
    '<pre>',
    '</pre>',
    '---\n',
    '/*',
    '"',
    "'",
    '`',
    '====\n',
    '::\n',
    ' x',
    '\n',
    '\\begin{verbatim}',
    '![',
    '](',
    '#+begin_src x\n',
    '//',
    '{',
    '==',
  ),
  { maxLength: 60 },
);

test.each([
  'markdown',
  'mdx',
  'html',
  'asciidoc',
  'latex',
  'typst',
  'org',
  'restructuredtext',
  'typescript',
  'python',
  'plaintext',
])('whatever a document holds, its sources lie in it and hold the cursor: %s', (languageId) => {
  fc.assert(
    fc.property(anyText, fc.nat(400), (parts, at) => {
      const text = parts.join('');
      const offset = Math.min(at, text.length);
      for (const source of promptSourcesAt(text, offset, languageId)) {
        expect(source.start).toBeGreaterThanOrEqual(0);
        expect(source.end).toBeLessThanOrEqual(text.length);
        if (source.kind === 'section' || source.kind === 'comment' || source.kind === 'string') {
          expect(source.start).toBeLessThanOrEqual(offset);
          expect(source.end).toBeGreaterThanOrEqual(offset);
        }
        promptOf(text, source, languageId);
      }
    }),
  );
});

/** Each would take minutes where a search begins again at every opening. */
test.each([
  ['asciidoc', 'image::a['],
  ['asciidoc', '----\n'],
  ['html', '<h1>'],
  ['html', '<img alt="'],
  ['html', '<img '],
  ['typescriptreact', '<figcaption>'],
  ['typst', 'caption: ['],
  ['latex', '\\caption{'],
  ['latex', '\\begin{verbatim}'],
  ['org', '#+begin_src x\n'],
  ['restructuredtext', 'a::\n'],
  ['markdown', '!['],
  ['typescript', '`'],
  ['python', '"""'],
])('a long document of nothing but %s %j is read', (languageId, opening) => {
  const text = opening.repeat(400_000 / opening.length);
  expect(promptSourcesAt(text, text.length >> 1, languageId).length).toBeLessThan(6);
});
