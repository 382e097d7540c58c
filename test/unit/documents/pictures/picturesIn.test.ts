import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { picturesIn } from '../../../../src/documents/pictures/picturesIn.ts';

const languageIds = [
  'markdown',
  'mdx',
  'html',
  'svelte',
  'astro',
  'typescriptreact',
  'asciidoc',
  'restructuredtext',
  'latex',
  'typst',
  'org',
];

/** Each picture as its text, its file, and how the path is written. */
function read(languageId: string, text: string): string[] {
  return picturesIn(languageId, text).map(
    ({ altText, target, path }) => `${altText} | ${target} | ${text.slice(path.start, path.end)}`,
  );
}

describe('Markdown as people write it', () => {
  test.each([
    ['an encoded blank', '![A fox](my%20images/a.png)', 'A fox | my images/a.png | my%20images/a.png'],
    [
      'angle brackets',
      '![A fox](<my images/a (1).png>)',
      'A fox | my images/a (1).png | my images/a (1).png',
    ],
    ['a title', '![A fox](a.png "The (fox)")', 'A fox | a.png | a.png'],
    ['brackets', "![A fox](a(1).png 't')", 'A fox | a(1).png | a(1).png'],
    ['a query and a fragment', '![A fox](a.png?v=2#x)', 'A fox | a.png | a.png'],
    [
      "Windows' separators",
      '![A fox](images\\red\\fox.png)',
      'A fox | images/red/fox.png | images\\red\\fox.png',
    ],
    [
      'marks in the text',
      '![A **red** `fox` \\[1\\] &amp; [it](b)](a.png)',
      'A red fox [1] & it | a.png | a.png',
    ],
    ['no path', 'See ![A fox]() there', 'A fox |  | '],
    ['an empty path in angle brackets', '![A fox](<>)', 'A fox |  | '],
    ['a link around it', '[![A fox](a.png)](b.html)', 'A fox | a.png | a.png'],
    ['a table', '| a | b |\n|---|---|\n| ![A\\|fox](a.png) | c |\n', 'A|fox | a.png | a.png'],
    ['a quote, over two lines', '> ![A\n> fox](\n> a.png)', 'A fox | a.png | a.png'],
    ['an item of a list', '- One\n\n  ![A fox](a.png)\n', 'A fox | a.png | a.png'],
    ['a definition', '![A fox][f]\n\nMore.\n\n[F]: <a b.png> "t"\n', 'A fox | a b.png | a b.png'],
    ['a definition of its own name', '![Fox]\n\n- a\n\n[fox]: a.png#x\n', 'Fox | a.png | a.png'],
    ['a tag in a line', "A <img alt=fox width=3 src='a&amp;b.png'> b", 'fox | a&b.png | a&amp;b.png'],
    [
      'a tag in a block',
      '<p align="center">\n  <img src="a.png" alt="A fox">\n</p>\n',
      'A fox | a.png | a.png',
    ],
    ['umlauts', '![Füchse](Bilder/F%C3%BCchse.png)', 'Füchse | Bilder/Füchse.png | Bilder/F%C3%BCchse.png'],
    ['an encoding that is none', '![A fox](100%.png)', 'A fox | 100%.png | 100%.png'],
  ])('%s', (_, text, expected) => {
    expect(read('markdown', text)).toEqual([expected]);
  });

  test.each([
    ['inline code', '`![a](b.png)` and ``a ` ![a](b.png)``'],
    ['a fence in a list', '- a\n\n  ```\n  ![a](b.png)\n\n  ![a](b.png)\n  ```\n'],
    ['a fence that is never closed', 'a\n\n~~~\n\n![a](b.png)\n\n# b\n\n![a](b.png)\n'],
    ['code by indentation', 'a\n\n    ![a](b.png)\n'],
    ['a comment with blank lines', '<!-- a\n\n![a](b.png)\n\n<img src="b.png" alt="a"> -->\n'],
    ['an escape', '\\![a](b.png)'],
    ['a link', '[a](b.png)'],
    ['a reference to nothing', '![a][b]'],
  ])('none in %s', (_, text) => {
    expect(read('markdown', text)).toEqual([]);
  });
});

test.each([
  ['html', '<IMG\n  class="a > b"\n  alt="A &quot;fox&quot;"\n  src="a.png"/>', 'A "fox" | a.png | a.png'],
  [
    'vue',
    '<template><img src="/a.png" alt="A fox" @click="a" :class="{ a: b }" /></template>',
    'A fox | /a.png | /a.png',
  ],
  [
    'typescriptreact',
    'const a = <Image src="/a.png" alt={"A fox"} width={3} {...all} />;',
    'A fox | /a.png | /a.png',
  ],
  ['mdx', 'Words <img src="a.png" alt="A fox" />\n', 'A fox | a.png | a.png'],
  ['asciidoc', 'A image:a b.png[A fox,100] b', 'A fox | a b.png | a b.png'],
  ['asciidoc', 'image::a.png[width=100,alt="A fox, red"]', 'A fox, red | a.png | a.png'],
  ['asciidoc', 'image::[A fox]', 'A fox |  | '],
  [
    'restructuredtext',
    '* .. figure:: a.png\n     :width: 3\n     :alt: A red\n       fox\n',
    'A red fox | a.png | a.png',
  ],
  ['restructuredtext', '.. |fox| image:: a.png\n   :alt: A fox\n', 'A fox | a.png | a.png'],
  ['latex', '\\includegraphics[alt={A 100\\% fox}, width=3cm]{a}', 'A 100% fox | a | a'],
  ['latex', '\\includegraphics[alt=fox]{a.png}', 'fox | a.png | a.png'],
  [
    'typst',
    '#figure(image("a.png", width: 80%, alt: "A \\"fox\\""), caption: [A])',
    'A "fox" | a.png | a.png',
  ],
  [
    'org',
    '#+CAPTION: a\n#+attr_html: :width 3 :alt A fox :class b\n[[./a.png]]\n',
    'A fox | ./a.png | ./a.png',
  ],
])('%s: %s', (languageId, text, expected) => {
  expect(read(languageId, text)).toEqual([expected]);
});

test.each([
  ['svelte', '<img src={a} alt="A" /><img src="a.png" alt="{b}">'],
  ['typescriptreact', '<img src={a} alt="A" />; const b = `<img src="a.png" alt="A" />`;'],
  ['html', '<img src="{{ a }}" alt="A"><img src="<?= a ?>" alt="A"><img alt="A">'],
  ['asciidoc', '\\image:a.png[A]\n\nimage::{dir}/a.png[A]'],
  ['typst', '#image(path, alt: "A")'],
  ['plaintext', '![A](a.png)'],
])('%s: none where it is computed or none: %s', (languageId, text) => {
  expect(read(languageId, text)).toEqual([]);
});

describe.each(languageIds)('%s', (languageId) => {
  const marks = fc.constantFrom(
    ...[
      '![',
      '](',
      ')',
      '[',
      ']',
      '<img ',
      'src="',
      'alt="',
      '"',
      '>',
      '<!--',
      '-->',
      '```',
      '\n',
      '\n\n',
      '    ',
      '> ',
      '- ',
      '|',
    ],
    ...[
      'image::',
      'image(',
      '.. image:: ',
      ':alt: ',
      '\\includegraphics',
      '{',
      '}',
      '#+ATTR_HTML: :alt a\n',
      '[[file:',
      ']]',
      '\\',
      '`',
      '%',
    ],
    ...['a', 'b.png', ' ', '😀', '\ud800', '<script>', '---\n', '{/*', '*/}', '//', '/*', '"""', '$'],
  );
  const texts = fc.array(marks, { maxLength: 60 }).map((parts) => parts.join(''));

  test('never throws, and gives ranges that are in order and within the text', () => {
    fc.assert(
      fc.property(texts, (text) => {
        for (const { whole, path } of picturesIn(languageId, text)) {
          for (const { start, end } of [whole, path]) {
            expect([0 <= start, start <= end, end <= text.length]).toEqual([true, true, true]);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  test('takes no more than its time for what is repeated', () => {
    for (const part of [
      '![',
      '![a](',
      '[',
      '<img ',
      '<img a="',
      'image::a[',
      '\\includegraphics[',
      '\\includegraphics{',
      '#image("',
      '.. image:: a\n',
      '`',
      '$',
      '{',
      '\n#+a',
      '> ',
      '[a]: b\n',
    ]) {
      const begun = process.cpuUsage();
      picturesIn(languageId, part.repeat(4000));
      const { user, system } = process.cpuUsage(begun);
      expect([part, (user + system) / 1000 < 4000]).toEqual([part, true]);
    }
  });
});

test('finds 500 pictures in a document of one megabyte, in a moment', () => {
  const words = 'Words *of* a [document](a.html), which go on.\nAnother line with `code`.\n\n'.repeat(27);
  const text = Array.from({ length: 500 }, (_, at) => `${words}![Fox ${at}](images/${at}.png)\n\n`).join('');
  expect(text.length).toBeGreaterThan(990_000);
  const begun = process.cpuUsage();
  expect(picturesIn('markdown', text)).toHaveLength(500);
  const { user, system } = process.cpuUsage(begun);
  expect((user + system) / 1000).toBeLessThan(4000);
});

test('reads a text of 10,000 characters', () => {
  const altText = 'A red fox, [and] (so) *on*. '.repeat(360).trim();
  const written = altText.replaceAll(/[[\]*]/g, '\\$&');
  expect(picturesIn('markdown', `![${written}](a.png)`)).toMatchObject([{ altText, target: 'a.png' }]);
});
