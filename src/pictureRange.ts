/** Some of the pictures that are found, by their places, from 0: the one at `end` is the first that is not among them. */
export interface PictureRange {
  readonly first: number;
  readonly end: number;
}

/** So many pictures the page may ask the host for at once; each of them costs the host something. */
export const mostLookedAt = 500;
