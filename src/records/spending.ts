import type { GenerationRecord } from './generationRecord.ts';

/** What some generations cost, in US dollars, as far as it is known. */
export interface Spending {
  /** What the service told. */
  readonly told: number;
  /** What the catalogue says for pictures whose cost was not told. */
  readonly estimated: number;
  /** How many the service has or had, and nobody knows what they cost: failed, or without a price. */
  readonly unknown: number;
}

/** Of all that may have been paid for; `price` is what one generation costs by the catalogue, or null. */
export function spendingOf(
  records: readonly GenerationRecord[],
  price: (record: GenerationRecord) => number | null,
): Spending {
  let told = 0;
  let estimated = 0;
  let unknown = 0;
  for (const record of records) {
    const { state } = record;
    const cost = state.step === 'stored' || state.step === 'finished' ? state.cost : null;
    const expected = cost === null && state.step === 'stored' ? price(record) : null;
    told += cost ?? 0;
    estimated += expected ?? 0;
    unknown += cost === null && expected === null && mayBePaid(record) ? 1 : 0;
  }
  return { told, estimated, unknown };
}

function mayBePaid({ state }: GenerationRecord): boolean {
  switch (state.step) {
    case 'stored':
    case 'failed':
    case 'unknown':
      return true;
    case 'cancelled':
      return state.requestId !== null;
    case 'intended':
    case 'submitting':
    case 'accepted':
    case 'finished':
    case 'rejected':
      return false;
  }
}
