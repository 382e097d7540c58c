import type { AddressInfo, Server } from 'node:net';

export interface Addresses {
  readonly apiUrl: string;
  readonly filesUrl: string;
}

const loopback = '127.0.0.1';

export function listen(server: Server, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, loopback, () => {
      server.off('error', reject);
      resolve(`http://${loopback}:${portOf(server.address())}`);
    });
  });
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string')
    throw new Error('The server does not listen on a port');
  return address.port;
}
