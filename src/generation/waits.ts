const seconds = 1000;

/** After this long we stop waiting; the job goes on, and the next start asks again. */
export const longestWatch = 30 * 60 * seconds;

/** How long a fresh request may be unknown to the service before that is believed. */
export const unknownRequestGrace = 60 * seconds;

/** How long a job may be finished without a picture before that is believed. */
export const missingPictureGrace = 60 * seconds;

/** A machine that slept, or whose clock was set, has looked only once or twice in that time. */
export const fewestMissingPictures = 5;

/** As a rule pictures are there within it: what is told then keeps the editor busy just when they are to be shown. */
export const downloadUntold = 0.25 * seconds;

/** How often a picture is asked for before the person is told. */
export const mostDownloads = 6;

/**
 * The wait after the n-th failure in a row, from 1: it doubles up to 30 seconds, a quarter of it is random so that
 * many do not come back at once, and a longer wait that the server asked for wins.
 */
export function failureWait(failures: number, retryAfter: number | null, random: () => number): number {
  const grown = Math.min(30 * seconds, 2 ** Math.min(failures, 10) * 0.5 * seconds);
  return Math.max(grown * (0.75 + random() / 4), retryAfter ?? 0);
}

/** When a cost that came not with the result is asked for again. */
export const costWaits = [5 * seconds, 60 * seconds] as const;
