import type { PictureId } from '../protocol.ts';

/** Tells a picture from all others on the page. */
export function keyOf({ generation, index }: PictureId): string {
  return `${generation} ${index}`;
}
