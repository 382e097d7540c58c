import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { listen, type Addresses } from './addresses.ts';
import { serveApi } from './api.ts';
import { serveControl } from './controlServer.ts';
import type { Configuration, ConfigurationChanges, Control } from './controlShapes.ts';
import { directControl } from './directControl.ts';
import { lifelike } from './durations.ts';
import { serveFiles } from './files.ts';
import { Service } from './service.ts';

/**
 * The local RunComfy: the hosted Model API as far as it is known, on loopback, for people and for tests.
 *
 * It has three ports. The API and the file host are as faithful as specification.txt and runcomfy-api.md allow;
 * whatever is not known for certain is a switch (switches.ts) that is off by default. All that no client of the
 * real service could do (switches, holds, waits, the ledger, the log) is on the third, the control port.
 */
export interface LocalRunComfy extends Control, Addresses {
  readonly controlUrl: string;
  /** The first account's token. */
  readonly token: string;
  close(): Promise<void>;
}

export interface LocalRunComfyOptions extends ConfigurationChanges {
  /** 0, the default, is any free port. */
  readonly port?: number;
  readonly filesPort?: number;
  readonly controlPort?: number;
  /** What its answers say of where it is, when something stands before it. */
  readonly publicUrls?: Addresses;
}

export const localToken = 'local-runcomfy-token';

export const defaultConfiguration: Configuration = {
  workers: 2,
  durations: lifelike,
  tokens: { local: localToken },
  accountsWithoutBalance: [],
  catalogueNeedsToken: true,
  priceUsd: 0.005,
  retryAfterSeconds: 1,
  seed: 1,
};

export async function startLocalRunComfy(options: LocalRunComfyOptions = {}): Promise<LocalRunComfy> {
  const { port = 0, filesPort = 0, controlPort = 0, publicUrls, ...changes } = options;
  const configuration: Configuration = { ...defaultConfiguration, ...withoutUndefined(changes) };
  const current = { service: new Service(configuration) };
  const addresses = { apiUrl: '', filesUrl: '' };

  const api = createServer((request, response) => {
    answer(serveApi(current.service, publicUrls ?? addresses, request, response), request, response);
  });
  const files = createServer((request, response) => {
    answer(serveFiles(current.service, publicUrls ?? addresses, request, response), request, response);
  });
  const reset = (): void => {
    current.service.close();
    // Stalled answers of earlier tests must not outlive them.
    for (const server of [api, files]) server.closeAllConnections();
    current.service = new Service(configuration);
  };
  const control = directControl(() => current.service, reset);
  const controlServer = createServer((request, response) => {
    answer(serveControl(control, request, response), request, response);
  });
  // A connection that it closed while a test asks on it would look like a failure of the test.
  controlServer.keepAliveTimeout = 0;

  const servers = [api, files, controlServer];
  try {
    addresses.apiUrl = await listen(api, port);
    addresses.filesUrl = await listen(files, filesPort);
    const controlUrl = await listen(controlServer, controlPort);
    const close = async (): Promise<void> => {
      current.service.close();
      await Promise.all(servers.map(closed));
    };
    const [token = ''] = Object.values(configuration.tokens);
    return { ...control, ...addresses, controlUrl, token, close };
  } catch (error) {
    await Promise.all(servers.map(closed));
    throw error;
  }
}

/** A fault of this server itself is shown as one, and never taken for an answer of the service. */
function answer(work: Promise<void>, request: IncomingMessage, response: ServerResponse): void {
  work.catch((error: unknown) => {
    console.error(`The local RunComfy failed at ${request.method ?? ''} ${request.url ?? ''}:`, error);
    response.destroy();
  });
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });
}

function withoutUndefined(changes: ConfigurationChanges): Partial<Configuration> {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
}
