import { readFileSync } from 'node:fs';

/** What a server shows of itself in TLS. */
export interface Identity {
  readonly cert: string;
  readonly key: string;
}

/*
 * Made with `openssl ca`, valid from 2020 to 2120, for model-api.runcomfy.net, files.runcomfy.net, 127.0.0.1 and ::1.
 * The key of the authority was thrown away.
 */
const key = read('server-key.pem');

/** An authority that nobody trusts unless told to. */
export const authority = read('authority.pem');
/** Of that authority. */
export const known: Identity = { cert: read('server.pem'), key };
/** Of that authority, until 2021. */
export const expired: Identity = { cert: read('expired.pem'), key };
/** Of that authority, but for clients. */
export const client: Identity = { cert: read('client.pem'), key };
/** Signed by itself: no authority vouches for it. */
export const stranger: Identity = { cert: read('stranger.pem'), key };

function read(name: string): string {
  return readFileSync(new URL(`certificates/${name}`, import.meta.url), 'utf8');
}
