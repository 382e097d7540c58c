import { describe, expect, test } from 'vitest';
import { pictureLink } from '../../../src/documents/documentLanguage.ts';
import { findMissing } from '../../../src/documents/missing/findMissing.ts';
import { pathToFile } from '../../../src/documents/pathToFile.ts';
import { picturesIn } from '../../../src/documents/pictures/picturesIn.ts';

const base = 'file:///w/docs/page.md';
const roots = ['file:///w/docs/static', 'file:///w/public'];

const pathIn = (languageId: string, file: string, from = base): string =>
  pathToFile({ languageId }, { base: from, roots }, file);

describe('a picture that a site serves', () => {
  test.each([
    'markdown',
    'rmd',
    'mdx',
    'html',
    'vue',
    'svelte',
    'astro',
    'handlebars',
    'angular',
    'javascriptreact',
    'typescriptreact',
    'css',
    'scss',
    'less',
  ])('is named from the root of the site in %s', (languageId) => {
    expect(pathIn(languageId, 'file:///w/public/img/a.png')).toBe('/img/a.png');
  });

  test.each(['latex', 'typst', 'restructuredtext', 'asciidoc', 'org', 'quarto', 'plaintext', 'typescript'])(
    'is named from the document in %s',
    (languageId) => {
      expect(pathIn(languageId, 'file:///w/public/img/a.png')).toBe('../public/img/a.png');
    },
  );

  test('is named by the nearest root that has it', () => {
    expect(pathIn('markdown', 'file:///w/docs/static/a%20b.png')).toBe('/a b.png');
    const nested = ['file:///w/static/docs', 'file:///w/static'];
    const path = pathToFile(
      { languageId: 'markdown' },
      { base, roots: nested },
      'file:///w/static/docs/a.png',
    );
    expect(path).toBe('/a.png');
  });

  test('is named from a document that is served with it', () => {
    expect(pathIn('html', 'file:///w/public/img/a.png', 'file:///w/public/pages/a.html')).toBe(
      '../img/a.png',
    );
  });

  test('is no other: neither one beside the document, nor one in a folder of a longer name', () => {
    expect(pathIn('markdown', 'file:///w/docs/images/a.png')).toBe('images/a.png');
    expect(pathIn('markdown', 'file:///w/public-old/a.png')).toBe('../public-old/a.png');
    expect(pathIn('markdown', 'vscode-vfs://other/w/public/a.png')).toBe('vscode-vfs://other/w/public/a.png');
  });

  test("is named so in a person's own markup too", () => {
    const kind = { languageId: 'markdown', linkTemplate: '{{< figure src="${path}" alt="${alt}" >}}' };
    const path = pathToFile(kind, { base, roots }, 'file:///w/public/a b.png');
    expect(pictureLink(kind, { path, altText: 'A' })).toBe('{{< figure src="/a%20b.png" alt="A" >}}');
  });
});

describe('what was inserted is not missing', () => {
  const names = ['a', 'a b', 'a#b', 'a%b', "a'b", '(a)', 'a&b', '狐', 'a"b', '@a', '~a', 'a:b', '{a}'];
  const folders = ['', 'img/', '@img/', '~/', 'a b/'];
  const files = folders.flatMap((folder) => names.map((name) => `${folder}${name}.png`));

  test.each(['markdown', 'mdx', 'html', 'vue', 'svelte', 'astro', 'javascriptreact', 'typescriptreact'])(
    'in %s, whatever its name',
    async (languageId) => {
      for (const name of files) {
        const file = `file:///w/public/${name.split('/').map(encodeURIComponent).join('/')}`;
        const path = pathIn(languageId, file);
        const link = pictureLink({ languageId }, { path, altText: 'A fox' });
        const text = languageId.endsWith('react')
          ? `const a = (\n  <p>\n    ${link}\n  </p>\n);\n`
          : `${link}\n`;
        const pictures = picturesIn(languageId, text);
        expect(pictures, text).toHaveLength(1);
        const home = { base, bounds: 'file:///w', roots };
        const isThere = (uri: string): boolean => decodeURIComponent(uri) === decodeURIComponent(file);
        const missing = await findMissing({ languageId, pictures, home }, (uri) =>
          Promise.resolve(isThere(uri) ? 'file' : null),
        );
        expect(missing, text).toEqual([]);
      }
    },
  );
});
