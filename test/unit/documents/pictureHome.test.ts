import { describe, expect, test } from 'vitest';
import type { DocumentHome } from '../../../src/documents/documentVariables.ts';
import { pictureHome, type PictureHome } from '../../../src/documents/pictureHome.ts';

const home: DocumentHome = {
  document: 'file:///w/docs/guide/Getting%20started.v2.md',
  workspaceFolder: 'file:///w',
  now: new Date('2026-03-04T05:06:07.089Z'),
};
const folder = 'file:///w/docs/guide';

function homeFor(
  saveFolder: string,
  copyFilesDestination: string | null,
  fileName = '${slug}',
  at = home,
): PictureHome {
  return pictureHome(at, { saveFolder, fileName, copyFilesDestination });
}

describe('zImage.saveFolder', () => {
  test.each([
    ['pictures', `${folder}/pictures`],
    ['./pictures/', `${folder}/pictures`],
    ['  pictures  ', `${folder}/pictures`],
    ['.', folder],
    ['../assets', 'file:///w/docs/assets'],
    ['/assets', 'file:///w/assets'],
    ['/', 'file:///w'],
    ['${documentDirName}/a', `${folder}/a`],
    ['/a/${documentRelativeDirName}', 'file:///w/a/docs/guide'],
    ['${documentFileName}', `${folder}/Getting%20started.v2.md`],
    ['${documentBaseName}', `${folder}/Getting%20started.v2`],
    ['${documentExtName}', `${folder}/md`],
    ['${documentFilePath}.d', `${folder}/Getting%20started.v2.md.d`],
    ['/a/${documentRelativeFilePath}', 'file:///w/a/docs/guide/Getting%20started.v2.md'],
    ['${documentWorkspaceFolder}/a', 'file:///w/a'],
    ['${unixTime}', `${folder}/1772600767089`],
    // A colon is no part of a Windows file name.
    ['${isoTime}', `${folder}/2026-03-04T05-06-07.089Z`],
    ['${documentBaseName/(\\w+).*/$1/}', `${folder}/Getting`],
    ['/a/${documentRelativeDirName/docs\\/(.*)/$1\\/x/}', 'file:///w/a/guide/x'],
    ['${documentBaseName/(\\w{3}).*/$1/}/a', `${folder}/Get/a`],
    ['${documentBaseName/[/x/}', `${folder}/Getting%20started.v2`],
    ['${documentBaseName}/${documentExtName}', `${folder}/Getting%20started.v2/md`],
    ['${nope}', `${folder}/%24%7Bnope%7D`],
    ['${constructor}', `${folder}/%24%7Bconstructor%7D`],
    ['50% #1', `${folder}/50%25%20%231`],
  ])('%j', (setting, expected) => {
    expect(homeFor(setting, 'elsewhere/')).toEqual({ folder: expected, fileName: '${slug}' });
  });
});

describe('an empty setting follows markdown.copyFiles.destination', () => {
  test.each([
    [null, `${folder}/images`],
    ['', folder],
    ['assets/', `${folder}/assets`],
    ['assets/${fileName}', `${folder}/assets`],
    // Without a slash at its end, a destination names the file.
    ['assets', folder],
    ['${fileName}', folder],
    ['/media/${documentBaseName}/', 'file:///w/media/Getting%20started.v2'],
    ['/${documentBaseName}-${fileName}', 'file:///w'],
    ['assets/${documentBaseName/(\\w+).*/$1/}', `${folder}/assets`],
    ['${documentDirName}/img/${fileName}', `${folder}/img`],
    ['../img/', 'file:///w/docs/img'],
  ])('%j', (destination, expected) => {
    expect(homeFor('  ', destination).folder).toBe(expected);
  });
});

describe('the name of the file', () => {
  test.each([
    // What the editor's destination says of the name is heeded; the name that it speaks of is ours.
    ['assets/', '${slug}', '${slug}'],
    ['assets/${fileName}', '${slug}', '${slug}'],
    ['assets/${documentBaseName}-${fileName}', '${slug}', 'Getting started.v2-${slug}'],
    ['assets/${documentBaseName}-${fileName}', '${seed}', 'Getting started.v2-${seed}'],
    ['assets/pasted.png', '${slug}', 'pasted'],
    ['assets/pasted-${unixTime}.${fileExtName}', '${slug}', 'pasted-1772600767089'],
    ['assets/.png', '${slug}', '${slug}'],
    // Document variables may be used in our own setting as well.
    [null, '${documentBaseName}-${slug}', 'Getting started.v2-${slug}'],
    [null, '${documentBaseName/(\\w+).*/$1/}-${index}', 'Getting-${index}'],
  ])('destination %j and zImage.fileName %j', (destination, fileName, expected) => {
    expect(homeFor('', destination, fileName).fileName).toBe(expected);
  });
});

test('what only the picture can fill stays in the folder', () => {
  expect(homeFor('/a/${documentBaseName}/${date}', null).folder).toBe(
    'file:///w/a/Getting%20started.v2/%00date%00',
  );
});

describe('without a workspace folder', () => {
  const alone = { ...home, workspaceFolder: null };

  test.each([
    ['', `${folder}/images`],
    ['/assets', `${folder}/assets`],
    ['${documentWorkspaceFolder}/a', `${folder}/a`],
    ['x/${documentRelativeFilePath}', `${folder}/x/Getting%20started.v2.md`],
  ])('%j is beside the document', (setting, expected) => {
    expect(homeFor(setting, null, '${slug}', alone).folder).toBe(expected);
  });
});

test.each([
  ['an untitled document', 'file:///w/Untitled-1', 'file:///w/images'],
  [
    'a remote document',
    'vscode-remote://ssh-remote%2Bbox/home/me/a.md',
    'vscode-remote://ssh-remote%2Bbox/home/me/images',
  ],
  ['a document on a Windows drive', 'file:///c%3A/Users/me/a.md', 'file:///c%3A/Users/me/images'],
  ['a document at the root', 'file:///a.md', 'file:///images'],
])('%s', (_, document, expected) => {
  expect(homeFor('', null, '${slug}', { ...home, document, workspaceFolder: null }).folder).toBe(expected);
});

test('half a character in a setting is no part of a URI, and no error', () => {
  expect(homeFor('a\ud800b', null).folder).toBe(`${folder}/a%EF%BF%BDb`);
});

test('a transformation without an end costs no more than its length', { timeout: 20_000 }, () => {
  const template = `\${a/${'\\/'.repeat(50_000)}`;
  expect(homeFor(template, null).folder).toContain('a');
});
