import { getCACertificates } from 'node:tls';

/** Node's and OpenSSL's words for a certificate that nobody here trusts, or that is not the host's. */
const refusals = new Set([
  'CERT_CHAIN_TOO_LONG',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'CERT_REJECTED',
  'CERT_REVOKED',
  'CERT_SIGNATURE_FAILURE',
  'CERT_UNTRUSTED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'HOSTNAME_MISMATCH',
  'INVALID_CA',
  'INVALID_PURPOSE',
  'PATH_LENGTH_EXCEEDED',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

export function isCertificateRefusal(error: Error): boolean {
  return 'code' in error && typeof error.code === 'string' && refusals.has(error.code);
}

/** What Node trusts, `NODE_EXTRA_CA_CERTS` with it, and what the operating system trusts. Reading it takes a while. */
export function certificatesOfSystem(): string[] {
  return [...getCACertificates('default'), ...getCACertificates('system')];
}
