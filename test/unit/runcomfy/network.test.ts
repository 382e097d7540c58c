import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainNetwork, proxyEnvironment, routeTo, type Network } from '../../../src/runcomfy/network.ts';

const api = 'https://model-api.runcomfy.net/v1';

interface Given extends Partial<Omit<Network, 'environment'>> {
  readonly environment?: Record<string, string>;
}

function networkOf({ environment = {}, ...settings }: Given): Network {
  return { ...plainNetwork, ...settings, environment: proxyEnvironment(environment) };
}

/** The way in one word: `direct`, the proxy, or what makes it impassable. */
function way(address: string, given: Given): string {
  const route = routeTo(new URL(address), networkOf(given));
  switch (route.kind) {
    case 'direct':
      return 'direct';
    case 'proxy':
      return route.proxy.origin;
    case 'impassable':
      return `impassable: ${route.proxy}`;
  }
}

const proxy = 'http://set:1';
const HTTPS_PROXY = 'http://named:2';

describe('which proxy', () => {
  test.each<[string, string, Given, string]>([
    ['nothing names one', api, {}, 'direct'],
    ['the settings name one', api, { proxy }, proxy],
    ['the environment names one', api, { environment: { HTTPS_PROXY } }, HTTPS_PROXY],
    ['both do: the settings count', api, { proxy, environment: { HTTPS_PROXY } }, proxy],
    ['the setting is blank', api, { proxy: ' ', environment: { HTTPS_PROXY } }, HTTPS_PROXY],
    ['proxies are off', api, { proxy, usesProxies: false, environment: { HTTPS_PROXY } }, 'direct'],
    [
      'small letters name another',
      api,
      { environment: { https_proxy: 'http://small:3', HTTPS_PROXY } },
      'http://small:3',
    ],
    ['small letters are blank', api, { environment: { https_proxy: ' ', HTTPS_PROXY } }, HTTPS_PROXY],
    ['HTTP_PROXY alone is there', api, { environment: { HTTP_PROXY: 'http://plain:4' } }, 'http://plain:4'],
    [
      'HTTP_PROXY is there too',
      api,
      { environment: { HTTP_PROXY: 'http://plain:4', HTTPS_PROXY } },
      HTTPS_PROXY,
    ],
    ['HTTPS_PROXY is not for http', 'http://a.example/', { environment: { HTTPS_PROXY } }, 'direct'],
    [
      'HTTP_PROXY is for http',
      'http://a.example/',
      { environment: { http_proxy: proxy, HTTPS_PROXY } },
      proxy,
    ],
    ['ALL_PROXY alone is there', api, { environment: { ALL_PROXY: 'http://all:5' } }, 'http://all:5'],
    ['ALL_PROXY is there too', api, { environment: { all_proxy: 'http://all:5', HTTPS_PROXY } }, HTTPS_PROXY],
    ['it has no scheme', api, { proxy: 'set:8080' }, 'http://set:8080'],
    ['it has spaces around', api, { proxy: ' http://set:1\n' }, proxy],
    ['it has a path', api, { proxy: 'http://set:1/proxy?a#b' }, proxy],
    ['it speaks TLS', api, { proxy: 'https://set' }, 'https://set'],
    ['it has an address of IPv6', api, { proxy: 'http://[::1]:3128' }, 'http://[::1]:3128'],
    ['it is on this machine', api, { proxy: 'http://localhost:3128' }, 'http://localhost:3128'],
  ])('%s', (_, address, given, expected) => {
    expect(way(address, given)).toBe(expected);
  });

  test.each([
    ['socks5://set:1080', 'socks5:'],
    ['socks://set:1080', 'socks:'],
    ['ftp://set', 'ftp:'],
    ['http://', 'not an address'],
    ['http://a b', 'not an address'],
    ['http://set:99999', 'not an address'],
  ])('none that could be used: %s is impassable, not gone around', (named, why) => {
    expect(way(api, { proxy: named })).toBe(`impassable: ${why}`);
    expect(way(api, { environment: { HTTPS_PROXY: named } })).toBe(`impassable: ${why}`);
  });
});

test.each(['http://localhost:3000', 'http://127.0.0.1', 'https://127.9.9.9:8443', 'http://[::1]:80'])(
  '%s is this machine: no proxy stands before it',
  (address) => {
    const all = { HTTPS_PROXY, HTTP_PROXY: HTTPS_PROXY, ALL_PROXY: HTTPS_PROXY };
    expect(way(address, { proxy, environment: all })).toBe('direct');
    expect(way(address, { environment: all })).toBe('direct');
  },
);

describe('what is excepted', () => {
  const cases: readonly [entry: string, address: string, excepted: boolean][] = [
    ['*', api, true],
    ['*:443', api, true],
    ['*:8443', api, false],
    ['model-api.runcomfy.net', api, true],
    ['MODEL-API.RunComfy.net', api, true],
    [' model-api.runcomfy.net ', api, true],
    ['model-api.runcomfy.net:443', api, true],
    ['model-api.runcomfy.net:80', api, false],
    ['model-api.runcomfy.net:8443', 'https://model-api.runcomfy.net:8443/', true],
    ['model-api.runcomfy.net:80', 'http://model-api.runcomfy.net/', true],
    ['runcomfy.net', api, true],
    ['.runcomfy.net', api, true],
    ['*.runcomfy.net', api, true],
    ['runcomfy.net:443', api, true],
    ['.runcomfy.net:443', api, true],
    ['*.runcomfy.net:443', api, true],
    ['*.runcomfy.net:80', api, false],
    ['.runcomfy.net', 'https://runcomfy.net/', true],
    ['*.runcomfy.net', 'https://runcomfy.net/', true],
    ['comfy.net', api, false],
    ['api.runcomfy.net', api, false],
    ['runcomfy.ne', api, false],
    ['runcomfy', api, false],
    ['runcomfy.net.evil.example', api, false],
    ['model-api.runcomfy.net.', api, false],
    ['a.model-api.runcomfy.net', api, false],
    ['https://model-api.runcomfy.net', api, false],
    ['', api, false],
    ['.', api, false],
    ['*.', api, false],
    [':443', api, false],
    ['10.1.2.3', 'https://10.1.2.3/', true],
    ['10.1.2.3:443', 'https://10.1.2.3/', true],
    ['10.1.2.3:80', 'https://10.1.2.3/', false],
    ['fd00::1', 'https://[fd00::1]/', true],
    ['[fd00::1]', 'https://[fd00::1]/', true],
    ['FD00:0:0::1', 'https://[fd00::1]/', true],
    ['[fd00::1]:443', 'https://[fd00::1]/', true],
    ['[fd00::1]:8443', 'https://[fd00::1]:8443/', true],
    ['[fd00::1]:8443', 'https://[fd00::1]/', false],
    ['fd00::443', 'https://[fd00::443]/', true],
    ['fd00::443', 'https://[fd00::]/', false],
    ['fd00::1', 'https://[fd00::2]/', false],
  ];

  test.each(cases)('%j of %s: %s', (entry, address, excepted) => {
    const expected = excepted ? 'direct' : proxy;
    expect(way(address, { proxy, noProxy: ['other.example', entry] })).toBe(expected);
    expect(way(address, { proxy, environment: { NO_PROXY: `other.example,${entry}` } })).toBe(expected);
  });

  test.each(['other.example,runcomfy.net', 'other.example runcomfy.net', ' other.example ,\trunCOMFY.net,'])(
    'may stand anywhere in NO_PROXY: %j',
    (NO_PROXY) => {
      expect(way(api, { environment: { HTTPS_PROXY, NO_PROXY } })).toBe('direct');
    },
  );

  test('in NO_PROXY is so for the proxy of the settings as well', () => {
    expect(way(api, { proxy, environment: { NO_PROXY: 'runcomfy.net' } })).toBe('direct');
  });

  test('in http.noProxy leaves NO_PROXY without a say', () => {
    const environment = { HTTPS_PROXY, NO_PROXY: 'runcomfy.net' };
    expect(way(api, { noProxy: ['other.example'], environment })).toBe(HTTPS_PROXY);
    expect(way(api, { noProxy: ['runcomfy.net'], environment: { HTTPS_PROXY } })).toBe('direct');
  });

  test('is read in small letters first', () => {
    const environment = { HTTPS_PROXY, no_proxy: 'other.example', NO_PROXY: 'runcomfy.net' };
    expect(way(api, { environment })).toBe(HTTPS_PROXY);
  });
});

describe('the login', () => {
  function login(named: string, proxyAuthorization: string | null = null): string | null {
    const route = routeTo(new URL(api), { ...plainNetwork, proxy: named, proxyAuthorization });
    if (route.kind !== 'proxy') {
      throw new Error(route.kind);
    }
    const [, encoded] = /^Basic (.*)$/.exec(route.authorization ?? '') ?? [];
    return encoded === undefined ? route.authorization : Buffer.from(encoded, 'base64').toString();
  }

  test.each([
    ['http://set:1', null],
    ['http://ann@set', 'ann:'],
    ['http://:secret@set', ':secret'],
    ['http://ann:secret@set', 'ann:secret'],
    ['ann:secret@set:8080', 'ann:secret'],
    ['http://ann:p%40s%3As%25@set', 'ann:p@s:s%'],
    ['http://corp%5Cann:secret@set', 'corp\\ann:secret'],
    ['http://ann:50%@set', 'ann:50%'],
    ['http://ann:50%%40@set', 'ann:50%@'],
    ['http://ann:50%zz%40@set', 'ann:50%zz@'],
    ['http://ann:grüße%@set', 'ann:grüße%'],
    ['http://ann:%E4%@set', 'ann:%E4%'],
    ['http://ann:a b@set', 'ann:a b'],
  ])('in %s is %j', (named, expected) => {
    expect(login(named)).toBe(expected);
  });

  test('of the settings goes before the one in the address', () => {
    expect(login('http://ann:secret@set', 'Negotiate abc')).toBe('Negotiate abc');
    expect(login('http://set', 'Negotiate abc')).toBe('Negotiate abc');
  });

  test('whatever it is, comes to the proxy as it was meant', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1 });
    fc.assert(
      fc.property(text, text, (name, password) => {
        const named = `http://${encodeURIComponent(name)}:${encodeURIComponent(password)}@set`;
        expect(login(named)).toBe(`${name}:${password}`);
      }),
    );
  });
});

describe('whatever the settings and the environment hold', () => {
  const address = fc.constantFrom(
    api,
    'http://a.example:8080/',
    'https://[fd00::1]/',
    'https://10.0.0.1:8443/',
  );
  const named = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom(
      'http://set:1',
      'https://set',
      'socks5://set',
      'set',
      '://',
      'http://%',
      'http://a:%@b',
      '[::1',
    ),
  );
  const entry = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom(
      '*',
      '.',
      '[',
      ']',
      '::',
      '[::]:1',
      'runcomfy.net',
      '*.runcomfy.net:443',
      ':443',
      'fe80::1%eth0',
    ),
  );
  const environment = fc.dictionary(
    fc.constantFrom(
      'https_proxy',
      'HTTPS_PROXY',
      'http_proxy',
      'HTTP_PROXY',
      'ALL_PROXY',
      'no_proxy',
      'NO_PROXY',
    ),
    fc.oneof(named, entry),
  );
  const settings = fc.record({
    usesProxies: fc.boolean(),
    proxy: named,
    noProxy: fc.array(entry),
    environment,
  });

  test('there is a way, or a reason why not', () => {
    fc.assert(
      fc.property(address, settings, (url, given) => {
        expect(way(url, given)).toMatch(/^(?:direct|https?:\/\/.+|impassable: .+)$/u);
      }),
    );
  });

  test('a proxy that is named and not excepted is never gone around', () => {
    const something = named.filter((text) => text.trim() !== '');
    const naming = fc.dictionary(
      fc.constantFrom('https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY'),
      named,
    );
    fc.assert(
      fc.property(address, something, naming, (url, set, others) => {
        expect(way(url, { proxy: set, environment: others })).not.toBe('direct');
        expect(way(url, { environment: { ...others, ALL_PROXY: set } })).not.toBe('direct');
      }),
    );
  });

  test('no exception changes which proxy it is: there is either that one or none', () => {
    fc.assert(
      fc.property(address, fc.array(entry), (url, noProxy) => {
        expect([proxy, 'direct']).toContain(way(url, { proxy, noProxy }));
      }),
    );
  });
});

test('an environment gives what names proxies, and nothing else of it', () => {
  const environment = {
    HTTPS_PROXY: ' http://a ',
    http_proxy: 'b',
    NO_PROXY: '',
    HOME: '/home',
    TOKEN: 'secret',
  };
  expect(proxyEnvironment(environment)).toEqual({ https_proxy: 'http://a', http_proxy: 'b' });
});
