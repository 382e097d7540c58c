import type { Failure } from '../failure.ts';
import type { ModelEntry } from '../models/modelEntry.ts';
import { failureOnModel, unreadable, type Answer } from './answer.ts';
import { modelAnswer } from './wire.ts';

/** What the catalogue told of a model. */
export type ModelReading =
  | { readonly outcome: 'read'; readonly entry: ModelEntry }
  | { readonly outcome: 'failed'; readonly failure: Failure };

/** A price that cannot be read is none; the price of another model would be a false word. */
export function modelReading(answer: Answer, model: string): ModelReading {
  if (answer.outcome === 'failed') {
    return { outcome: 'failed', failure: failureOnModel(answer) };
  }
  const entry = answer.outcome === 'read' ? modelAnswer.parse(answer.value) : null;
  if (entry === null || (entry.model_id !== undefined && entry.model_id !== model)) {
    return { outcome: 'failed', failure: unreadable('no entry, or one of another model') };
  }
  return { outcome: 'read', entry: { priceUsd: entry.base_price_usd, priceUnit: entry.price_unit } };
}
