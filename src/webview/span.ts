/** From one height of the list to another. */
export interface Span {
  readonly top: number;
  readonly bottom: number;
}

export function isSameSpan(one: Span, other: Span): boolean {
  return one.top === other.top && one.bottom === other.bottom;
}

/**
 * What is drawn next on the way from what is drawn to what is wanted: what is no longer wanted goes at once, and no more
 * than `most` comes, what is in sight first. Each draw is short then, however far the person has scrolled.
 */
export function nextSpan(drawn: Span, wanted: Span, inSight: Span, most: number): Span {
  const kept = { top: Math.max(drawn.top, wanted.top), bottom: Math.min(drawn.bottom, wanted.bottom) };
  if (kept.top >= kept.bottom) {
    const top = Math.min(Math.max(inSight.top, wanted.top), wanted.bottom - most);
    return {
      top: Math.max(top, wanted.top),
      bottom: Math.min(Math.max(top, wanted.top) + most, wanted.bottom),
    };
  }
  const [above, below] = [kept.top - wanted.top, wanted.bottom - kept.bottom];
  const isAboveFirst = kept.top > inSight.top;
  const up = Math.min(above, isAboveFirst ? most : Math.max(0, most - below));
  const down = Math.min(below, most - up);
  return { top: kept.top - up, bottom: kept.bottom + down };
}
