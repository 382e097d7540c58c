import { expect, test } from 'vitest';
import { galleryHtml } from '../../../../src/vscode/gallery/galleryHtml.ts';

const html = galleryHtml({
  title: 'Gallery "of" <images>',
  language: 'en',
  source: 'https://resources.example',
  nonce: 'abc123',
  script: 'https://resources.example/gallery.js?a=1&b="2"',
  styles: ['https://resources.example/gallery.css'],
  loading: 'Loading…',
});

test('allows nothing but the editor’s own files, pictures that the page was given, and the one script', () => {
  const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1];
  expect(policy?.split('; ')).toEqual([
    "default-src 'none'",
    'img-src https://resources.example blob:',
    'style-src https://resources.example',
    'font-src https://resources.example',
    "script-src 'nonce-abc123'",
  ]);
});

test('has no script, style or handler of its own in it', () => {
  expect(html.match(/<script/g)).toHaveLength(1);
  expect(html).not.toMatch(/<style|\sstyle=|\son[a-z]+=/);
});

test('lets nothing out of its place', () => {
  expect(html).toContain('<title>Gallery &quot;of&quot; &lt;images&gt;</title>');
  expect(html).toContain('src="https://resources.example/gallery.js?a=1&amp;b=&quot;2&quot;"');
});
