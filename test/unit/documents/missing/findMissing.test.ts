import { describe, expect, test } from 'vitest';
import { findMissing } from '../../../../src/documents/missing/findMissing.ts';
import type { LinkHome } from '../../../../src/documents/missing/linkTarget.ts';
import { pathEdit } from '../../../../src/documents/missing/pathEdit.ts';
import { picturesIn } from '../../../../src/documents/pictures/picturesIn.ts';
import { relativePath } from '../../../../src/documents/relativeUri.ts';
import { possibleRoots } from '../../../../src/documents/siteRoots.ts';

const home: LinkHome = {
  base: 'file:///w/docs/page.md',
  bounds: 'file:///w',
  roots: ['file:///w/docs/public', 'file:///w/static'],
};

/** Each missing picture in a few words. */
async function missing(
  text: string,
  there: Readonly<Record<string, 'file' | 'folder'>> = {},
  languageId = 'markdown',
) {
  const found = await findMissing({ languageId, pictures: picturesIn(languageId, text), home }, (uri) =>
    Promise.resolve(there[uri] ?? null),
  );
  return found.map(({ picture, file, folder, format, obstacle }) =>
    [
      picture.altText,
      file ?? folder ?? 'to be named',
      format ?? '-',
      ...(obstacle === null ? [] : [obstacle]),
    ].join(' | '),
  );
}

describe('a picture is missing', () => {
  test('if it stands neither beside the document nor below a root of the site', async () => {
    const text = '![A](a.png)\n\n![B](b.jpg)\n\n![C](c.webp)\n\n![D](/d.JPEG)\n\n![E](/e.png)\n';
    const there = {
      'file:///w/docs/b.jpg': 'file',
      'file:///w/static/c.webp': 'file',
      'file:///w/e.png': 'file',
    } as const;
    expect(await missing(text, there)).toEqual([
      'A | file:///w/docs/a.png | png',
      'D | file:///w/docs/public/d.JPEG | jpeg',
    ]);
  });

  test('and is never one that leads elsewhere', async () => {
    const links = [
      'https://a.b/c.png',
      'data:image/png;base64,AAAA',
      '//a.b/c.png',
      '@/a.png',
      '~/a.png',
      '$lib/a.png',
      'file:///w/a.png',
    ];
    expect(await missing(links.map((link) => `![A](${link})`).join('\n\n'))).toEqual([]);
  });

  test('though its link is by reference, encoded, or has other separators', async () => {
    expect(
      await missing('![A][a]\n\n![B](<b c.png> "t")\n\n![C](..\\images\\c.png#x)\n\n[a]: a%20b.png\n'),
    ).toEqual([
      'A | file:///w/docs/a%20b.png | png',
      'B | file:///w/docs/b%20c.png | png',
      'C | file:///w/images/c.png | png',
    ]);
  });

  test('once, however many links name it', async () => {
    expect(
      await missing('![](a.png)\n\n![A](a.png)\n\n![Also A](./a.png "t")\n\n![A](images/../A.png)\n'),
    ).toEqual(['A | file:///w/docs/a.png | png']);
  });

  test('where no file is named: it gets a name', async () => {
    const there = { 'file:///w/docs/pictures': 'folder' } as const;
    expect(await missing('![A]() ![B](images/) ![C](pictures) ![D](.) ![]() ![](images/)', there)).toEqual([
      'A | to be named | -',
      'B | file:///w/docs/images/ | -',
      'C | file:///w/docs/pictures | -',
      'D | file:///w/docs | -',
    ]);
  });

  test('and cannot be made outside of the workspace, in another format, or of no text', async () => {
    expect(
      await missing('![A](../../a.png) ![B](b.svg) ![C](c) ![](d.png) ![E](C:\\e.png) ![F](../../f/)'),
    ).toEqual([
      'A | file:///a.png | png | outside',
      'B | file:///w/docs/b.svg | - | format',
      'C | file:///w/docs/c | - | format',
      ' | file:///w/docs/d.png | png | noAltText',
      'E | file:///c%3A/e.png | png | outside',
      'F | file:///f/ | - | outside',
    ]);
  });

  test('in LaTeX with or without its extension, and not as WebP', async () => {
    const picture = (name: string): string => `\\includegraphics[alt={A}]{${name}}\n`;
    const text = ['a', 'b', 'c.webp', 'd.png'].map(picture).join('');
    expect(await missing(text, { 'file:///w/docs/b.pdf': 'file' }, 'latex')).toEqual([
      'A | file:///w/docs/a.png | png',
      'A | file:///w/docs/c.webp | webp | format',
      'A | file:///w/docs/d.png | png',
    ]);
  });
});

test('roots of sites are looked for beside the document and above it, within the workspace', () => {
  expect(possibleRoots('file:///w/a/b/page.md', 'file:///w', ['public', '../x'])).toEqual([
    'file:///w/a/b/public',
    'file:///w/a/x',
    'file:///w/a/public',
    'file:///w/x',
    'file:///w/public',
  ]);
});

describe('a link comes to name a file', () => {
  async function named(text: string, file: string, languageId = 'markdown'): Promise<string | undefined> {
    const [found] = await findMissing({ languageId, pictures: picturesIn(languageId, text), home }, () =>
      Promise.resolve(null),
    );
    if (found === undefined) return undefined;
    const newPath = relativePath(home.base, file);
    const names = { newPath, isFolder: found.file === null };
    const edit = pathEdit({ languageId, text }, found.picture, file, names);
    return edit === null ? 'as it is' : text.slice(0, edit.start) + edit.text + text.slice(edit.end);
  }

  test.each([
    ['markdown', '![A]()', 'file:///w/docs/images/a%20b.png', '![A](images/a%20b.png)'],
    ['markdown', '![A](<> "t")', 'file:///w/a.png', '![A](<../a.png> "t")'],
    ['markdown', '![A](images/ "t")', 'file:///w/docs/images/a.png', '![A](images/a.png "t")'],
    ['markdown', '![A](/img/x.png?v=1)', 'file:///w/static/img/x-1.jpg', '![A](/img/x-1.jpg?v=1)'],
    ['markdown', '![A](my%20a/x.png)', 'file:///w/docs/my%20a/x.jpg', '![A](my%20a/x.jpg)'],
    ['markdown', '![A](x.png)', 'file:///w/docs/x.png', 'as it is'],
    ['markdown', '![A][a]\n\n[a]: x.png', 'file:///w/docs/x.jpg', '![A][a]\n\n[a]: x.jpg'],
    ['html', "<img src='' alt=A>", "file:///w/docs/it's.png", "<img src='it%27s.png' alt=A>"],
    [
      'restructuredtext',
      '.. image::\n   :alt: A\n',
      'file:///w/docs/a.png',
      '.. image:: a.png\n   :alt: A\n',
    ],
    ['latex', '\\includegraphics[alt={A}]{x}', 'file:///w/docs/x.jpg', 'as it is'],
    ['typst', '#image("", alt: "A")', 'file:///w/docs/a.png', '#image("a.png", alt: "A")'],
  ])('%s: %s', async (languageId, text, file, expected) => {
    expect(await named(text, file, languageId)).toBe(expected);
  });
});
