import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';

/** The ways in which a network says that it wants a sign-in first. */
const portals = {
  'a page of its own': (response) => {
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end('<!doctype html><title>Welcome to Hotel Alpha</title><form>Room</form>');
  },
  'a redirect to a page': (response, { login }) => {
    response.writeHead(302, { location: login, 'content-type': 'text/html' });
    response.end('<!doctype html><title>Found</title>');
  },
  'the status that is meant for it': (response) => {
    response.writeHead(511, { 'content-type': 'text/html' });
    response.end('<!doctype html><title>Network Authentication Required</title>');
  },
} as const satisfies Record<string, (response: ServerResponse, to: { readonly login: string }) => void>;

export type PortalKind = keyof typeof portals;
export const portalKinds = Object.keys(portals) as [PortalKind, ...PortalKind[]];

/** A portal, and what it was asked for. */
export class Portal {
  readonly asked: string[] = [];
  readonly listener: RequestListener;
  #onAsked: () => void = () => undefined;

  constructor(kind: PortalKind, login: string) {
    this.listener = (request: IncomingMessage, response: ServerResponse) => {
      this.asked.push(`${request.method ?? ''} ${request.url ?? ''}`);
      request.resume();
      portals[kind](response, { login });
      this.#onAsked();
    };
  }

  /** Resolves when it has been asked so often. */
  async askedTimes(count: number): Promise<void> {
    while (this.asked.length < count) {
      await new Promise<void>((resolve) => {
        this.#onAsked = resolve;
      });
    }
  }
}
