const longestWait = 5 * 60 * 1000;

/**
 * The wait in milliseconds that a Retry-After header asks for, in seconds or as a date (RFC 9110, 10.2.3), never
 * more than five minutes; null where it says nothing that can be read.
 */
export function retryAfterOf(header: string | null, now: number): number | null {
  if (header === null || header.trim() === '') {
    return null;
  }
  const asked = /^\d+$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isNaN(asked) ? null : Math.min(Math.max(asked, 0), longestWait);
}
