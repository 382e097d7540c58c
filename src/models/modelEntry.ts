/**
 * What the service's catalogue says a model costs. A base price is a starting figure, not a promised total, and both
 * may be missing.
 */
export interface ModelEntry {
  readonly priceUsd: number | null;
  /** What the price is for, in a word of the service (`output`, `image`): to be recognised, never shown as it is. */
  readonly priceUnit: string | null;
}
