import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { run, startProcess, type RunningProcess } from '../launch/processes.ts';
import { startUntil } from '../launch/ready.ts';
import { until } from '../launch/until.ts';
import type { Addresses } from '../runcomfy/addresses.ts';

/** The service's own names. */
export const [api, files] = ['model-api.runcomfy.net', 'files.runcomfy.net'] as const;

/** Speaks https for the service, which speaks http, at an address of this machine: stunnel. It goes by the name asked for. */
export async function startTerminator(
  folder: string,
  certificate: string,
  address: string,
  { apiUrl, filesUrl }: Addresses,
): Promise<RunningProcess> {
  const to = (url: string): string => `connect = ${new URL(url).host}\ncert = ${certificate}\n`;
  const file = join(folder, 'stunnel.conf');
  writeFileSync(
    file,
    [
      `foreground = yes\npid =\nsyslog = no\n`,
      `[api]\naccept = ${address}:443\n${to(apiUrl)}`,
      `[files]\nsni = api:${files}\n${to(filesUrl)}`,
    ].join('\n'),
  );
  const { process } = await startUntil(/Configuration successful/, '/usr/bin/stunnel4', [file], {});
  return process;
}

/** Where the service is, as /etc/hosts has it. */
export function hostsLine(address: string): string {
  return `${address} ${api} ${files}\n`;
}

export interface Proxy {
  readonly port: number;
  /** What it was asked to connect to, with the HTTP status that it gave. */
  readonly asked: () => string[];
  stop(): Promise<void>;
}

/** The proxy that companies have: squid. It wants a login, and knows the service's names. */
export async function startProxy(
  folder: string,
  login: { readonly name: string; readonly password: string },
  address: string,
): Promise<Proxy> {
  const at = (name: string): string => join(folder, name);
  const port = await freePort();
  const hash = await run('openssl', ['passwd', '-apr1', login.password]);
  writeFileSync(at('passwords'), `${login.name}:${hash.trim()}\n`);
  writeFileSync(at('hosts'), hostsLine(address));
  writeFileSync(
    at('squid.conf'),
    [
      `http_port 127.0.0.1:${port}`,
      `hosts_file ${at('hosts')}`,
      `pid_filename none`,
      `cache deny all`,
      `access_log stdio:${at('access.log')}`,
      `cache_log ${at('cache.log')}`,
      `coredump_dir ${folder}`,
      `auth_param basic program /usr/lib/squid/basic_ncsa_auth ${at('passwords')}`,
      'acl known proxy_auth REQUIRED',
      'http_access allow known',
      'http_access deny all',
      'shutdown_lifetime 0 seconds',
    ].join('\n'),
  );
  // It becomes another user by itself.
  chmodSync(folder, 0o777);
  const process = startProcess('/usr/sbin/squid', ['-N', '-f', at('squid.conf')], {}, () => undefined);
  await until('squid', () =>
    existsSync(at('cache.log')) &&
    readFileSync(at('cache.log'), 'utf8').includes('Accepting HTTP Socket connections')
      ? true
      : undefined,
  );
  return {
    port,
    asked: () =>
      readFileSync(at('access.log'), 'utf8')
        .trim()
        .split('\n')
        .map((line) => line.split(/\s+/))
        .map(([, , , status = '', , , target = '']) => `${status.split('/')[1] ?? ''} ${target}`),
    stop: () => process.stop(),
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
