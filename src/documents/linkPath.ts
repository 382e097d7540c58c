/** What a URL's path may hold as it is, beside letters and digits of every script. */
const plain = /[\p{L}\p{M}\p{N}\-._~!$',;:@/+=]/u;
const isUri = /^[a-z][a-z0-9+.-]+:\/\//i;

/**
 * A relative path as a URL's path: what would end or change the URL, or the markup around it, is percent-encoded;
 * letters of all scripts stay readable.
 */
export function linkPath(path: string): string {
  if (isUri.test(path)) {
    return path.replaceAll(/[()<>"\s]/g, encode);
  }
  const encoded = Array.from(path.toWellFormed(), (character) =>
    plain.test(character) ? character : encode(character),
  );
  const joined = encoded.join('');
  // `a:b.png` would be a URL with a scheme.
  return /^[^/]*:/.test(joined) ? `./${joined}` : joined;
}

function encode(character: string): string {
  return Array.from(
    new TextEncoder().encode(character),
    (byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`,
  ).join('');
}
