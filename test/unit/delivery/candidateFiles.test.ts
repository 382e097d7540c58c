import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { URI } from 'vscode-uri';
import { candidateFiles } from '../../../src/delivery/candidateFiles.ts';
import { pictureHome, pictureVariables } from '../../../src/documents/pictureHome.ts';
import { pictureTypes } from '../../../src/images/checkPicture.ts';
import { templateVariables } from '../../../src/images/pictureName.ts';
import { waitingPicture } from './waitingPictures.ts';

const { record, picture } = waitingPicture({ document: 'A red fox', words: 'A red fox' });

function first(
  count: number,
  folder: string,
  fileName = '${slug}',
  change: Partial<typeof picture> = {},
): string[] {
  const names = candidateFiles(folder, fileName, record, { ...picture, ...change });
  return Array.from({ length: count }, () => names.next().value as string);
}

test('a folder may be named with every variable of a file name', () => {
  expect(pictureVariables).toEqual(templateVariables);
});

describe('the names that a picture may have', () => {
  test('begin without a number, and then count', () => {
    expect(first(3, 'file:///w/images')).toEqual([
      'file:///w/images/a-red-fox.png',
      'file:///w/images/a-red-fox-1.png',
      'file:///w/images/a-red-fox-2.png',
    ]);
  });

  test('are made from what was asked for, not from the prompt that was sent', () => {
    expect(record.request.prompt).toBe('A red fox, in ink');
    expect(first(1, 'file:///w')).toEqual(['file:///w/a-red-fox.png']);
  });

  test('follow the template, with the day of the order and what the bytes say', () => {
    const template = '${date} ${seed} ${size} ${index}';
    expect(first(1, 'file:///w', template, { index: 2, width: 512, height: 300, type: 'jpeg' })).toEqual([
      'file:///w/2026-03-04%207%20512x300%202.jpg',
    ]);
  });

  test.each([
    ['vscode-remote://ssh-remote%2Bhost/home/w', 'vscode-remote://ssh-remote%2Bhost/home/w/a-red-fox.png'],
    ['vscode-vfs://github/owner/name/images', 'vscode-vfs://github/owner/name/images/a-red-fox.png'],
    ['file:///w/images/', 'file:///w/images/a-red-fox.png'],
    ['file:///w/my%20images/%23%3F', 'file:///w/my%20images/%23%3F/a-red-fox.png'],
    ['file:///c%3A/w', 'file:///c%3A/w/a-red-fox.png'],
  ])('stand in the folder, wherever that is: %s', (folder, file) => {
    expect(first(1, folder)).toEqual([file]);
  });

  test('stand in a folder that is named after the picture', () => {
    const home = { document: 'file:///w/a.md', workspaceFolder: 'file:///w', now: new Date(0) };
    const rules = { saveFolder: '${date}/${slug}', fileName: '${slug}', copyFilesDestination: null };
    const { folder } = pictureHome(home, rules);
    expect(first(1, folder)).toEqual(['file:///w/2026-03-04/a-red-fox/a-red-fox.png']);
  });

  test('stand in a folder whose own name looks like a variable', () => {
    expect(first(1, 'file:///w/%24%7Bslug%7D')).toEqual(['file:///w/%24%7Bslug%7D/a-red-fox.png']);
  });

  test('are without end, all different, one segment below the folder, with the extension of the bytes', () => {
    const extensions = { png: '.png', jpeg: '.jpg', webp: '.webp' };
    const nasty = ['', '..', 'C:\\fox', 'a/b', '%2F', '?#', 'con', 'Füchse 🦊', '狐狸', '\ud800', '\u0000'];
    const text = fc.oneof(fc.string({ maxLength: 80 }), fc.constantFrom(...nasty));
    fc.assert(
      fc.property(
        text,
        fc.oneof(text, fc.constantFrom('${slug}', '../${slug}', '${index}')),
        fc.constantFrom(...pictureTypes),
        fc.constantFrom('file:///w/images', 'vscode-remote://host/a%20b'),
        (altText, fileName, type, folder) => {
          const names = candidateFiles(folder, fileName, { ...record, altText }, { ...picture, type });
          const files = Array.from({ length: 5 }, () => names.next().value as string);
          expect(new Set(files).size).toBe(files.length);
          const { path } = URI.parse(folder);
          for (const file of files) {
            const uri = URI.parse(file);
            expect(uri.path.slice(0, path.length + 1)).toBe(`${path}/`);
            expect(uri.path.slice(path.length + 1)).toMatch(/^[^/\\]+$/);
            expect(uri.path.endsWith(extensions[type])).toBe(true);
            expect([uri.query, uri.fragment, uri.authority]).toEqual(['', '', URI.parse(folder).authority]);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
