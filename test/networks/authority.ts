import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../launch/processes.ts';

/** A certificate authority that nobody trusts unless told to, and a host's certificate by it. */
export interface Authority {
  /** The authority's own certificate. */
  readonly certificate: string;
  /** The host's certificate and key. */
  readonly host: string;
}

export async function createAuthority(folder: string, names: readonly string[]): Promise<Authority> {
  const at = (name: string): string => join(folder, name);
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '30'];
  const subject = ['-subj', '/CN=A company of the tests'];
  const authority = ['-keyout', at('authority.key'), '-out', at('authority.pem')];
  await run('openssl', ['req', '-x509', ...key, ...subject, ...authority]);
  writeFileSync(at('names'), `subjectAltName=${names.map((name) => `DNS:${name}`).join(',')}\n`);
  await run('openssl', [
    'req',
    ...key,
    '-subj',
    `/CN=${names[0]!}`,
    '-keyout',
    at('host.key'),
    '-out',
    at('host.csr'),
  ]);
  const signing = ['-CA', at('authority.pem'), '-CAkey', at('authority.key'), '-CAcreateserial'];
  await run('openssl', [
    ...['x509', '-req', '-in', at('host.csr'), '-days', '30', '-extfile', at('names')],
    ...[...signing, '-out', at('host.crt')],
  ]);
  await run('sh', ['-c', `cat ${at('host.crt')} ${at('host.key')} > ${at('host.pem')}`]);
  return { certificate: at('authority.pem'), host: at('host.pem') };
}
