import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isLoopback, parseApiBaseUrl, trustedPictureUrl } from '../../../src/runcomfy/hosts.ts';

const service = new URL('https://model-api.runcomfy.net');
const local = new URL('http://127.0.0.1:8000');

test.each([
  ['http://localhost:3000', true],
  ['http://127.0.0.1', true],
  ['http://127.1.2.3', true],
  ['http://127.10.20.30', true],
  ['http://[::1]:80', true],
  ['http://2130706433/', true],
  ['http://localhost.evil.example', false],
  ['http://127.0.0.1.evil.example', false],
  ['http://10.0.0.1', false],
  ['http://0.0.0.0', false],
  ['http://[::ffff:10.0.0.1]', false],
])('%s is this machine: %s', (url, expected) => {
  expect(isLoopback(new URL(url))).toBe(expected);
});

describe('the base of the API', () => {
  test.each([
    ['https://model-api.runcomfy.net', 'https://model-api.runcomfy.net/'],
    ['  https://model-api.runcomfy.net/  ', 'https://model-api.runcomfy.net/'],
    ['https://model-api.runcomfy.net/v1', 'https://model-api.runcomfy.net/'],
    ['https://model-api.runcomfy.net/v1/', 'https://model-api.runcomfy.net/'],
    ['https://proxy.example:8443/runcomfy/v1', 'https://proxy.example:8443/runcomfy'],
    ['https://proxy.example/runcomfy/', 'https://proxy.example/runcomfy'],
    ['http://localhost:8188', 'http://localhost:8188/'],
    ['http://[::1]:8188', 'http://[::1]:8188/'],
  ])('%s is one', (text, href) => {
    expect(parseApiBaseUrl(text)?.href).toBe(href);
  });

  test.each([
    '',
    'model-api.runcomfy.net',
    'http://model-api.runcomfy.net',
    'http://10.0.0.1:8188',
    'http://localhost.evil.example',
    'ftp://model-api.runcomfy.net',
    'ftp://127.0.0.1',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'https://user@model-api.runcomfy.net',
    'https://user:secret@model-api.runcomfy.net',
    'https://:secret@model-api.runcomfy.net',
    'https://model-api.runcomfy.net?to=evil',
    'https://model-api.runcomfy.net#v1',
  ])('%s is none', (text) => {
    expect(parseApiBaseUrl(text)).toBeNull();
  });
});

describe('the address of a picture', () => {
  test.each([
    'https://playgrounds-storage-public.runcomfy.net/a/b/output/c_output.png',
    'https://serverless-api-storage.runcomfy.net/a%3D/b.png',
    'https://files.runcomfy.com/a.png?x=1',
    'https://runcomfy.net/a.png',
    'https://FILES.RunComfy.NET:443/a.png',
  ])('%s may be opened', (text) => {
    expect(trustedPictureUrl(text, service)?.href).toBe(new URL(text).href);
  });

  test.each([
    '',
    'a.png',
    '/a.png',
    '//files.runcomfy.net/a.png',
    'http://files.runcomfy.net/a.png',
    'https://files.runcomfy.net:8443/a.png',
    'https://user@files.runcomfy.net/a.png',
    'https://files.runcomfy.net@evil.example/a.png',
    'https://evil.example/a.png',
    'https://evil.example/files.runcomfy.net/a.png',
    'https://evilruncomfy.net/a.png',
    'https://runcomfy.net.evil.example/a.png',
    'https://runcomfy.net./a.png',
    'https://files.runcomfy.network/a.png',
    'https://169.254.169.254/a.png',
    'http://127.0.0.1:8000/a.png',
    'https://localhost/a.png',
    'data:image/png;base64,AAAA',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'command:workbench.action.quit',
  ])('%s may not', (text) => {
    expect(trustedPictureUrl(text, service)).toBeNull();
  });

  test.each([
    ['http://127.0.0.1:9000/a.png', true],
    ['https://localhost:9000/a.png', true],
    ['ftp://localhost/a.png', false],
    ['xhttp://127.0.0.1/a.png', false],
    ['http://user@127.0.0.1:9000/a.png', false],
    ['http://10.0.0.1/a.png', false],
    ['https://files.runcomfy.net/a.png', true],
  ])('with the API on this machine, %s: %s', (text, allowed) => {
    expect(trustedPictureUrl(text, local) !== null).toBe(allowed);
  });

  test('of any text is null or https on a host of RunComfy', () => {
    const text = fc.oneof(
      fc.webUrl({ withQueryParameters: true }),
      fc.string(),
      fc
        .tuple(
          fc.constantFrom('http:', 'https:', 'ftp:', ''),
          fc.constantFrom('//', '/', '\\\\', ''),
          fc.string(),
          fc.constantFrom('.', '@', '/', ':', '?', '#', '\\', '%2e', ''),
          fc.constantFrom('runcomfy.net', 'runcomfy.com', 'RUNCOMFY.NET', 'runcomfy.net.evil.example'),
          fc.constantFrom('/a.png', ':443/a.png', ':8443/a.png', '@evil.example', '.', ''),
        )
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, (address) => {
        const url = trustedPictureUrl(address, service);
        expect(url === null || /^https:\/\/(?:[^/@:]*\.)?runcomfy\.(?:net|com)\//.test(url.href)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });
});
