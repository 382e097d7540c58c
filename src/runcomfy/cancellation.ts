import type { Cancellation } from '../generation/service.ts';
import type { Answer } from './answer.ts';
import { meaningOf } from './jobWords.ts';
import { cancelAnswer } from './wire.ts';

/**
 * `outcome` is the word that counts. An answer that says both 'cancelled' and 'completed' (the documentation has
 * such an example) decides nothing: the next read does.
 */
export function cancellationOf(answer: Answer): Cancellation {
  if (answer.outcome === 'failed') {
    const { kind, detail } = answer;
    return { outcome: 'unknown', failure: { kind, detail } };
  }
  if (answer.outcome === 'notReady') {
    return { outcome: 'unknown', failure: null };
  }
  const { status, outcome } = cancelAnswer.parse(answer.value);
  const meaning = status === undefined ? null : meaningOf(status);
  if (outcome === 'not_cancellable') {
    return { outcome: meaning === 'cancelled' ? 'cancelled' : 'tooLate' };
  }
  const said = meaning === 'cancelled' || (outcome !== undefined && meaningOf(outcome) === 'cancelled');
  return said && meaning !== 'finished' && meaning !== 'failed'
    ? { outcome: 'cancelled' }
    : { outcome: 'unknown', failure: null };
}
