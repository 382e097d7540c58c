import type { Metrics } from './layout.ts';

/** How large things are on the page now; null where nothing is drawn by which they are known. */
export function measuredMetrics(): Metrics | null {
  const list = measuredList();
  const heading = list?.previousElementSibling;
  if (list === null || heading === null || heading === undefined) {
    return null;
  }
  const { gridTemplateColumns, rowGap } = getComputedStyle(list);
  // A picture with more buttons than usual makes its row higher: the usual ones count.
  const heights = [...document.querySelectorAll('.days .pictures > li')]
    .map((picture) => picture.getBoundingClientRect().height)
    .sort((one, other) => one - other);
  return {
    columns: gridTemplateColumns.split(' ').length,
    // Without its style sheet a page has no gap in pixels.
    pitch: (heights[Math.floor(heights.length / 2)] ?? 0) + (Number.parseFloat(rowGap) || 0),
    heading: heading.getBoundingClientRect().height,
  };
}

/** A day with pictures, by which the others are known. */
export function measuredList(): HTMLElement | null {
  return document.querySelector<HTMLElement>('.days .pictures:has(li)');
}
