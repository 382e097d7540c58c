const loopbackHosts = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Whether a URL names this machine: the one place where plain http is allowed. */
export function isLoopback(url: URL): boolean {
  return loopbackHosts.has(url.hostname) || /^127\.\d+\.\d+\.\d+$/.test(url.hostname);
}

/**
 * The base of the API, or null where it is not one: https, or http on this machine; no login in it, no query. A
 * trailing `/v1`, as RunComfy's own tools write it, is understood.
 */
export function parseApiBaseUrl(text: string): URL | null {
  const url = URL.parse(text.trim());
  if (url === null || hasLogin(url) || url.search !== '' || url.hash !== '') {
    return null;
  }
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url))) {
    return null;
  }
  url.pathname = url.pathname.replace(/\/(?:v1\/?)?$/, '');
  return url;
}

/**
 * A picture's address that may be opened, or null: https on a host of RunComfy, or this machine when the API is on
 * this machine.
 */
export function trustedPictureUrl(text: string, apiBaseUrl: URL): URL | null {
  const url = URL.parse(text);
  if (url === null || hasLogin(url)) {
    return null;
  }
  if (isLoopback(url)) {
    return isLoopback(apiBaseUrl) && /^https?:$/.test(url.protocol) ? url : null;
  }
  const ours = /(?:^|\.)runcomfy\.(?:net|com)$/.test(url.hostname);
  return ours && url.protocol === 'https:' && url.port === '' ? url : null;
}

function hasLogin(url: URL): boolean {
  return url.username !== '' || url.password !== '';
}
