import fc from 'fast-check';
import { expect, test } from 'vitest';
import { linkPath } from '../../../src/documents/linkPath.ts';
import { relativePaths } from './arbitraries.ts';

test.each([
  ['images/fox.png', 'images/fox.png'],
  ['../a b/fox.png', '../a%20b/fox.png'],
  ['100%/fox?.png', '100%25/fox%3F.png'],
  ['50%20/fox.png', '50%2520/fox.png'],
  ['狐/ثعلب é.png', '狐/ثعلب%20é.png'],
  ['🦊.png', '%F0%9F%A6%8A.png'],
  ['a\\b.png', 'a%5Cb.png'],
  ['a:b.png', './a:b.png'],
  ['javascript:alert.png', './javascript:alert.png'],
  ['a/b:c.png', 'a/b:c.png'],
  // A whole URI is escaped already.
  ['file:///d%3A/my%20fox.png', 'file:///d%3A/my%20fox.png'],
  ['file:///d%3A/fox(1).png', 'file:///d%3A/fox%281%29.png'],
])('%j is linked as %j', (path, link) => {
  expect(linkPath(path)).toBe(link);
});

test('every path, as a browser resolves it, is the same file', () => {
  fc.assert(
    fc.property(relativePaths, (path) => {
      const root = 'http://host/one/two/three/';
      const { origin, pathname, search, hash } = new URL(linkPath(path), root);
      const names = path.split('/').filter((name) => name !== '..');
      const up = path.split('/').length - names.length;
      const folders = ['one', 'two', 'three'].slice(0, 3 - up);
      expect({ origin, search, hash }).toEqual({ origin: 'http://host', search: '', hash: '' });
      expect(pathname.slice(1).split('/').map(decodeURIComponent)).toEqual([...folders, ...names]);
    }),
    { numRuns: 1000 },
  );
});
