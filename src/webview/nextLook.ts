import { mostLookedAt, type PictureRange } from '../pictureRange.ts';

/** So many times as many as are drawn are asked for on each side of them: each answer takes the host and the page a while. */
const askedAround = 2;

/** What the page has of the list, or will have. */
export interface KnownPictures {
  readonly told: PictureRange;
  /** What the host was asked for last. */
  readonly asked: PictureRange | null;
  /** Null while the history was not read to its end. */
  readonly total: number | null;
}

/** What the host is asked for where so many are drawn, before it is needed; null while what is known suffices. */
export function nextLook(drawn: PictureRange, { told, asked, total }: KnownPictures): PictureRange | null {
  const length = drawn.end - drawn.first;
  const around = Math.max(0, Math.min(askedAround * length, Math.floor((mostLookedAt - length) / 2)));
  const needed = widened(drawn, Math.ceil(around / 4));
  const end = total === null ? needed.end : Math.min(needed.end, total);
  const suffices = (known: PictureRange): boolean => needed.first >= known.first && end <= known.end;
  return suffices(told) || (asked !== null && suffices(asked)) ? null : widened(drawn, around);
}

function widened({ first, end }: PictureRange, by: number): PictureRange {
  return { first: Math.max(0, first - by), end: end + by };
}
