import { plainNetwork } from '../../../src/runcomfy/network.ts';
import { createTransport } from '../../../src/runcomfy/transport.ts';

/** Reads an address twice at once, as a process of its own, and prints what came of it. */
const [address = '', systemCertificates = ''] = process.argv.slice(2);
const transport = createTransport({
  network: () => ({ ...plainNetwork, systemCertificates: systemCertificates === 'on' }),
});
const read = async (): Promise<string> => {
  const exchanged = await transport.get(new URL(address), {}, new AbortController().signal);
  return exchanged.outcome === 'failed' ? exchanged.kind : exchanged.outcome;
};
console.log((await Promise.all([read(), read()])).join(' '));
await transport.close();
