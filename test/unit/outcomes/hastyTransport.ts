import type { Transport } from '../../../src/runcomfy/exchange.ts';
import { createTransport } from '../../../src/runcomfy/transport.ts';
import { routeOf } from '../../runcomfy/routes.ts';
import type { JobEndpoint } from './ending.ts';

const patience = 60_000;
const haste = 100;

/** The real transport, which waits for hardly any time for the answers of one endpoint, and long for all others. */
export function hastyTransport(endpoint: JobEndpoint | null): Transport {
  const patient = createTransport({ timeouts: { connect: patience, read: patience, write: patience } });
  const hasty = createTransport({ timeouts: { connect: patience, read: haste, write: haste } });
  const fitting = (method: string, url: URL): Transport =>
    routeOf(method, url.pathname)?.endpoint === endpoint ? hasty : patient;
  return {
    get: (url, ...rest) => fitting('GET', url).get(url, ...rest),
    post: (url, ...rest) => fitting('POST', url).post(url, ...rest),
    download: (...all) => (endpoint === 'download' ? hasty : patient).download(...all),
    async close() {
      await Promise.all([patient.close(), hasty.close()]);
    },
  };
}
