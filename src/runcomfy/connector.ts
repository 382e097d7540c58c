import type { buildConnector } from 'undici';
import { buildConnector as connectorWith } from 'undici';
import { certificatesOfSystem, isCertificateRefusal } from './certificates.ts';
import { detailOf } from './detail.ts';
import { routeTo, type Network } from './network.ts';
import { NotConnected } from './notConnected.ts';
import { openTunnel } from './tunnel.ts';

type Connector = buildConnector.connector;
type Options = buildConnector.Options;

/** How one agent comes to its connections. */
export interface Opening {
  readonly connect: Connector;
  /** Lets go of each connection that does not stand yet: undici would wait for it when nobody else does. */
  readonly giveUp: () => void;
}

interface ConnectorOptions {
  readonly network: () => Network;
  readonly timeout: number;
  readonly system?: () => string[];
}

/**
 * Makes connections as the network asks for it: directly or through a tunnel of a proxy, trusting whom VS Code trusts.
 * Each failure is `NotConnected`. HTTP/1.1 alone: over HTTP/2, undici sends a request again by itself when the server
 * turns a stream away.
 */
export class Connectors {
  readonly #network: () => Network;
  readonly #timeout: number;
  readonly #readSystem: () => string[];
  /** What the system trusts is read when the first certificate is not trusted without it: that takes a while. */
  #system: string[] | null = null;

  constructor({ network, timeout, system = certificatesOfSystem }: ConnectorOptions) {
    this.#network = network;
    this.#timeout = timeout;
    this.#readSystem = system;
  }

  opening(onConnected: () => void = () => undefined): Opening {
    const underWay = new Set<AbortController>();
    return {
      connect: (options, callback) => {
        const attempt = new AbortController();
        underWay.add(attempt);
        this.#connect(options, attempt.signal)
          .finally(() => underWay.delete(attempt))
          .then(
            (socket) => {
              onConnected();
              callback(null, socket);
            },
            (error: unknown) => {
              callback(notConnected(error), null);
            },
          );
      },
      giveUp: () => {
        underWay.forEach((attempt) => {
          attempt.abort();
        });
      },
    };
  }

  async #connect(options: Options, signal: AbortSignal): Promise<Socket> {
    const tried = this.#system;
    try {
      return await this.#try(options, signal);
    } catch (error) {
      const mayHelp = error instanceof Error && isCertificateRefusal(error) && tried === null;
      if (!mayHelp || !this.#network().systemCertificates) {
        throw error;
      }
      this.#system ??= this.#readSystem();
      return this.#try(options, signal);
    }
  }

  async #try(options: Options, signal: AbortSignal): Promise<Socket> {
    const network = this.#network();
    const trust = {
      rejectUnauthorized: network.strictCertificates,
      ...(network.systemCertificates && this.#system !== null ? { ca: this.#system } : {}),
    };
    const connect = connectorWith({ timeout: this.#timeout, allowH2: false, signal, ...trust });
    const route = routeTo(new URL(`${options.protocol}//${options.host ?? options.hostname}`), network);
    switch (route.kind) {
      case 'direct':
        return established(connect, options);
      case 'proxy': {
        const tunnel = await openTunnel(connect, route, options, this.#timeout);
        return options.protocol === 'https:'
          ? established(connect, { ...options, httpSocket: tunnel })
          : tunnel;
      }
      case 'impassable':
        throw new NotConnected('proxyRefused', `a proxy that cannot be used here: ${route.proxy}`);
    }
  }
}

type Socket = NonNullable<Parameters<buildConnector.Callback>[1]>;

function established(connect: Connector, options: Options): Promise<Socket> {
  return new Promise((resolve, reject) => {
    connect(options, (...[error, socket]) => {
      if (error === null) {
        resolve(socket);
      } else {
        reject(error);
      }
    });
  });
}

function notConnected(error: unknown): NotConnected {
  if (error instanceof NotConnected) {
    return error;
  }
  const refused = error instanceof Error && isCertificateRefusal(error);
  return new NotConnected(refused ? 'notTrusted' : 'unreachable', detailOf(error));
}
