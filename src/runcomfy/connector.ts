import type { buildConnector } from 'undici';
import { buildConnector as connectorWith } from 'undici';
import { certificatesOfSystem, isCertificateRefusal } from './certificates.ts';
import { detailOf } from './detail.ts';
import { routeTo, type Network } from './network.ts';
import { NotConnected } from './notConnected.ts';
import { openTunnel } from './tunnel.ts';

type Connector = buildConnector.connector;
type Options = buildConnector.Options;

/**
 * Makes connections as the network asks for it: directly or through a tunnel of a proxy, trusting whom VS Code trusts.
 * Each failure is `NotConnected`. HTTP/1.1 alone: over HTTP/2, undici sends a request again by itself when the server
 * turns a stream away.
 */
export class Connectors {
  readonly #network: () => Network;
  readonly #timeout: number;
  /** What the system trusts is read when the first certificate is not trusted without it: that takes a while. */
  #system: string[] | null = null;

  constructor(network: () => Network, timeout: number) {
    this.#network = network;
    this.#timeout = timeout;
  }

  connector(onConnected: () => void = () => undefined): Connector {
    return (options, callback) => {
      this.#connect(options).then(
        (socket) => {
          onConnected();
          callback(null, socket);
        },
        (error: unknown) => {
          callback(notConnected(error), null);
        },
      );
    };
  }

  async #connect(options: Options): Promise<Socket> {
    try {
      return await this.#try(options);
    } catch (error) {
      const { systemCertificates } = this.#network();
      const mayHelp = error instanceof Error && isCertificateRefusal(error) && this.#system === null;
      if (!mayHelp || !systemCertificates) {
        throw error;
      }
      this.#system = certificatesOfSystem();
      return this.#try(options);
    }
  }

  async #try(options: Options): Promise<Socket> {
    const network = this.#network();
    const trust = {
      rejectUnauthorized: network.strictCertificates,
      ...(network.systemCertificates && this.#system !== null ? { ca: this.#system } : {}),
    };
    const connect = connectorWith({ timeout: this.#timeout, allowH2: false, ...trust });
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
