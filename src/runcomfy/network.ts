import { isIPv6 } from 'node:net';
import { isLoopback } from './hosts.ts';

/** What VS Code is told of the network: its `http.*` settings, and what the environment says beside them. */
export interface Network {
  /** `http.proxySupport` is not `off`. */
  readonly usesProxies: boolean;
  /** `http.proxy`; empty where it is not set. */
  readonly proxy: string;
  /** `http.noProxy`. */
  readonly noProxy: readonly string[];
  /** `http.proxyAuthorization`: the whole value of the header. */
  readonly proxyAuthorization: string | null;
  /** `http.proxyStrictSSL`: certificates must be trusted. */
  readonly strictCertificates: boolean;
  /** `http.systemCertificates`: what the operating system trusts is trusted. */
  readonly systemCertificates: boolean;
  readonly environment: ProxyEnvironment;
}

/** The variables that name a proxy; each is heeded in small letters first. */
const variables = ['no_proxy', 'https_proxy', 'http_proxy', 'all_proxy'] as const;
type ProxyEnvironment = Readonly<Partial<Record<(typeof variables)[number], string>>>;

/** What an environment says of proxies, and nothing else of it. */
export function proxyEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
): ProxyEnvironment {
  return Object.fromEntries(
    variables.flatMap((name) => {
      const value = [environment[name], environment[name.toUpperCase()]].find((each) => each?.trim());
      return value === undefined ? [] : [[name, value.trim()]];
    }),
  );
}

/** A network without anything in between. */
export const plainNetwork: Network = {
  usesProxies: true,
  proxy: '',
  noProxy: [],
  proxyAuthorization: null,
  strictCertificates: true,
  systemCertificates: true,
  environment: {},
};

export type Route =
  | { readonly kind: 'direct' }
  | { readonly kind: 'proxy'; readonly proxy: URL; readonly authorization: string | null }
  /** A proxy of another kind than HTTP is named: nothing can be sent through it here. */
  | { readonly kind: 'impassable'; readonly proxy: string };

/**
 * How a host is reached, in VS Code's own order: this machine directly, then what is excepted (`NO_PROXY` counts where
 * `http.noProxy` is empty, and for `http.proxy` too), then `http.proxy`, then `HTTPS_PROXY`. A proxy that is named is
 * never gone around.
 */
export function routeTo(url: URL, network: Network): Route {
  const { usesProxies, proxy, noProxy, environment } = network;
  const excepted = noProxy.length > 0 ? noProxy : (environment.no_proxy ?? '').split(/[\s,]+/);
  if (!usesProxies || isLoopback(url) || isListed(url, excepted)) {
    return { kind: 'direct' };
  }
  const named = proxy.trim() === '' ? proxyOf(environment, url) : proxy.trim();
  return named === '' ? { kind: 'direct' } : routeBy(named, network);
}

function proxyOf(
  { https_proxy: forHttps, http_proxy: forHttp, all_proxy: forAll }: ProxyEnvironment,
  url: URL,
): string {
  return (url.protocol === 'https:' ? (forHttps ?? forHttp) : forHttp) ?? forAll ?? '';
}

function routeBy(named: string, { proxyAuthorization }: Network): Route {
  const proxy = URL.parse(named.includes('://') ? named : `http://${named}`);
  if (proxy === null || !/^https?:$/.test(proxy.protocol)) {
    return { kind: 'impassable', proxy: proxy === null ? 'not an address' : proxy.protocol };
  }
  return { kind: 'proxy', proxy, authorization: proxyAuthorization ?? loginOf(proxy) };
}

function loginOf({ username, password }: URL): string | null {
  if (username === '' && password === '') {
    return null;
  }
  const login = `${decoded(username)}:${decoded(password)}`;
  return `Basic ${Buffer.from(login).toString('base64')}`;
}

/** A percent sign in a password that was not written as `%25` stands for itself. */
function decoded(text: string): string {
  return text.replaceAll(/(?:%[\da-f]{2})+/gi, (encoded) => {
    try {
      return decodeURIComponent(encoded);
    } catch {
      return encoded;
    }
  });
}

/** `*`, a host, or a domain with or without `.` or `*.` before it; each with or without a port. */
function isListed(url: URL, entries: readonly string[]): boolean {
  const port = url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port;
  return entries.some((entry) => {
    const excepted = exceptionOf(entry.trim().toLowerCase());
    return (excepted.port === null || excepted.port === port) && covers(excepted.name, url.hostname);
  });
}

function exceptionOf(text: string): { readonly name: string; readonly port: string | null } {
  const [, name = '', port = null] = isIPv6(text) ? [text, text] : (/^(.*?)(?::(\d+))?$/.exec(text) ?? []);
  const address = name.replaceAll(/^\[|\]$/g, '');
  return isIPv6(address)
    ? { name: URL.parse(`http://[${address}]`)?.hostname ?? '', port }
    : { name: name.replace(/^\*?\./, ''), port };
}

function covers(name: string, host: string): boolean {
  return name !== '' && (name === '*' || host === name || host.endsWith(`.${name}`));
}
