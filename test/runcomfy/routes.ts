import type { Endpoint } from './switches/switch.ts';

export type Route =
  | { readonly endpoint: 'submit'; readonly model: string }
  | { readonly endpoint: 'status' | 'result' | 'cancel'; readonly requestId: string }
  | { readonly endpoint: 'catalogue'; readonly page: 'list' | 'categories' | { readonly model: string } };

const onRequest = /^\/v1\/requests\/([^/]+)\/(status|result|cancel)$/u;
const onModel = /^\/v1\/models(?:\/(.+))?$/u;

/** Where a request goes; a method is part of the way. */
export function routeOf(method: string, pathname: string): Route | null {
  const request = onRequest.exec(pathname);
  if (request !== null) {
    const requestId = decoded(request[1] ?? '');
    const endpoint = request[2];
    if (method === 'GET' && (endpoint === 'status' || endpoint === 'result')) return { endpoint, requestId };
    if (method === 'POST' && endpoint === 'cancel') return { endpoint, requestId };
    return null;
  }
  const model = onModel.exec(pathname);
  if (model === null) return null;
  const name = model[1] === undefined ? undefined : decoded(model[1]);
  if (method === 'POST' && name !== undefined) return { endpoint: 'submit', model: name };
  if (method !== 'GET') return null;
  if (name === undefined) return { endpoint: 'catalogue', page: 'list' };
  return { endpoint: 'catalogue', page: name === 'categories' ? 'categories' : { model: name } };
}

export function requestPath(
  requestId: string,
  endpoint: Extract<Endpoint, 'status' | 'result' | 'cancel'>,
): string {
  return `/v1/requests/${requestId}/${endpoint}`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
