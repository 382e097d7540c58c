import type { PictureId } from './protocol.ts';

/** Tells a picture from all others: one word for its generation, and one for its place in it. */
export function keyOf({ generation, index }: PictureId): string {
  return `${generation} ${index}`;
}
