/** The middle of some figures; of two in the middle, the lower. */
export function median(figures: readonly number[]): number {
  const sorted = figures.toSorted((one, other) => one - other);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
}

/** The least and the most of some figures, as a person reads them. */
export function spread(figures: readonly number[]): string {
  return `${Math.round(Math.min(...figures))} to ${Math.round(Math.max(...figures))}`;
}
