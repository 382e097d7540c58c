import { keyOf } from '../keyOf.ts';
import type { Snapshot } from '../protocol.ts';

type Kept = Pick<Snapshot, 'pictures' | 'words'>;

/** The snapshot, in which a picture that is as it was is the object that it was: then it need not be drawn anew. */
export function keepSame<Now extends Kept>(before: Kept | null, now: Now): Now {
  if (before === null) {
    return now;
  }
  const known = new Map(before.pictures.map((picture) => [keyOf(picture), picture]));
  return {
    ...now,
    words: same(before.words, now.words),
    pictures: now.pictures.map((picture) => same(known.get(keyOf(picture)), picture)),
  };
}

function same<Part>(before: Part | undefined, now: Part): Part {
  return before !== undefined && JSON.stringify(before) === JSON.stringify(now) ? before : now;
}
