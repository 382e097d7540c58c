import fc from 'fast-check';
import { expect } from 'vitest';
import { isLoopback, parseApiBaseUrl, trustedPictureUrl } from '../../src/runcomfy/hosts.ts';
import { pictureUrlsOf } from '../../src/runcomfy/pictureUrls.ts';
import { anyJson } from './json.ts';
import { law } from './law.ts';
import { anyText } from './texts.ts';

const hosts = [
  'files.runcomfy.net',
  'runcomfy.com',
  'runcomfy.net.evil.org',
  'evilruncomfy.net',
  'runcomfy.net.',
  'localhost',
];
const others = [
  '127.0.0.1',
  '127.1',
  '0x7f.1',
  '[::1]',
  '[::ffff:127.0.0.1]',
  '0.0.0.0',
  '10.0.0.1',
  'ｒuncomfy.net',
  'localhost.evil.org',
];

const anyAddress = fc.oneof(
  anyText,
  fc
    .tuple(
      fc.constantFrom(
        'https:',
        'http:',
        'HTTPS:',
        'file:',
        'data:',
        'javascript:',
        'ftp:',
        'blob:https:',
        '',
      ),
      fc.constantFrom('//', '/', '\\\\', '/\\', ''),
      fc.constantFrom('', 'user@', 'a:b@', '@', 'runcomfy.net@', 'runcomfy.net#@', 'runcomfy.net\\@'),
      fc.oneof(fc.constantFrom(...hosts, ...others), anyText),
      fc.constantFrom('', ':', ':443', ':80', ':8443', ':99999'),
      fc.oneof(fc.constantFrom('', '/', '/v1', '/v1/', '/a/../v1', '?a=b', '#a', '/1.png'), anyText),
    )
    .map((parts) => parts.join('')),
);

const service = new URL('https://model-api.runcomfy.net');
const local = new URL('http://127.0.0.1:9000');

law(
  'a picture is fetched from the service over https, or from this machine for an API on it',
  1330,
  anyAddress,
  (text) => {
    const fromService = trustedPictureUrl(text, service);
    if (fromService !== null) {
      expect(fromService.protocol).toBe('https:');
      expect(`.${fromService.host}`).toMatch(/\.runcomfy\.(?:net|com)$/);
      expect(fromService.username + fromService.password).toBe('');
    }
    const fromHere = trustedPictureUrl(text, local);
    expect(fromHere === null || isLoopback(fromHere) || fromHere.href === fromService?.href).toBe(true);
  },
);

law('the base of the API is https, or on this machine, without login and query', 1330, anyAddress, (text) => {
  const url = parseApiBaseUrl(text);
  if (url !== null) {
    expect(url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url))).toBe(true);
    expect(url.username + url.password + url.search + url.hash).toBe('');
    expect(url.origin).toBe(new URL(text.trim()).origin);
  }
});

law(
  'the addresses of pictures are texts, each once, and not many',
  500,
  anyJson(['images', 'image', 'url']),
  (output) => {
    const urls = pictureUrlsOf(output);
    expect(urls.length).toBeLessThanOrEqual(16);
    expect(new Set(urls).size).toBe(urls.length);
    expect(urls.every((url) => typeof url === 'string' && url.trim() === url && url !== '')).toBe(true);
  },
);
