import type { Stretch } from './promptSource.ts';

/** In their order, and none within another. */
export function joined(stretches: readonly Stretch[]): Stretch[] {
  const found: Stretch[] = [];
  for (const { start, end } of stretches.toSorted((a, b) => a.start - b.start)) {
    const last = found.at(-1);
    if (last === undefined || start > last.end) {
      found.push({ start, end });
    } else if (end > last.end) {
      found[found.length - 1] = { start: last.start, end };
    }
  }
  return found;
}

/** Whether something does not begin within joined stretches; to be asked in the order of the text. */
export function outside(stretches: readonly Stretch[]): (asked: Stretch) => boolean {
  let at = 0;
  return ({ start }) => {
    while ((stretches[at]?.end ?? Infinity) <= start) {
      at++;
    }
    return (stretches[at]?.start ?? Infinity) > start;
  };
}

/** A stretch of a text without those that are left out of it. */
export function without(text: string, { start, end }: Stretch, leftOut: readonly Stretch[]): string {
  const kept: string[] = [];
  let at = start;
  for (const stretch of joined(leftOut)) {
    if (stretch.end > at && stretch.start < end) {
      kept.push(text.slice(at, Math.max(at, stretch.start)));
      at = stretch.end;
    }
  }
  return [...kept, text.slice(at, Math.max(at, end))].join('');
}
