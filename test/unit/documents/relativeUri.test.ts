import fc from 'fast-check';
import { expect, test } from 'vitest';
import { URI, Utils } from 'vscode-uri';
import { relativePath } from '../../../src/documents/relativeUri.ts';

test.each([
  ['beside it', 'file:///w/docs/a.md', 'file:///w/docs/fox.png', 'fox.png'],
  ['below it', 'file:///w/docs/a.md', 'file:///w/docs/images/fox.png', 'images/fox.png'],
  ['above it', 'file:///w/docs/deep/a.md', 'file:///w/images/fox.png', '../../images/fox.png'],
  ['escaped', 'file:///w/my%20docs/a.md', 'file:///w/my%20docs/50%25%20%23.png', '50% #.png'],
  ['one drive', 'file:///c%3A/w/a.md', 'file:///C:/w/images/fox.png', 'images/fox.png'],
  ['another drive', 'file:///c%3A/w/a.md', 'file:///d%3A/fox.png', 'file:///d%3A/fox.png'],
  ['another scheme', 'file:///w/a.md', 'vscode-vfs://github/w/fox.png', 'vscode-vfs://github/w/fox.png'],
  ['one host', 'vscode-remote://SSH/w/a.md', 'vscode-remote://ssh/w/fox.png', 'fox.png'],
  ['another host', 'file://one/w/a.md', 'file://two/w/fox.png', 'file://two/w/fox.png'],
])('%s', (_, document, file, path) => {
  expect(relativePath(document, file)).toBe(path);
});

test('the path, followed from the document, leads to the file', () => {
  const folder = fc.array(fc.constantFrom('a', 'b', 'c d', '雪', '50%', '#', '(1)'), { maxLength: 4 });
  fc.assert(
    fc.property(folder, folder, (from, to) => {
      const document = URI.from({ scheme: 'file', path: ['', ...from, 'a.md'].join('/') });
      const file = URI.from({ scheme: 'file', path: ['', ...to, 'fox.png'].join('/') });
      const path = relativePath(document.toString(), file.toString());
      expect(Utils.joinPath(document, '..', path).toString()).toBe(file.toString());
    }),
  );
});
