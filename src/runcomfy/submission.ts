import type { Submission } from '../generation/service.ts';
import { failureOnModel, unreadable, type Answer } from './answer.ts';
import { submitAnswer } from './wire.ts';

/** What the answer to a submit says of money: only a request id proves that it was taken, only a refusal that not. */
export function submissionOf(answer: Answer): Submission {
  if (answer.outcome === 'failed') {
    return { outcome: answer.refused ? 'rejected' : 'unknown', failure: failureOnModel(answer) };
  }
  const accepted = answer.outcome === 'read' ? submitAnswer.safeParse(answer.value).data : undefined;
  return accepted === undefined
    ? { outcome: 'unknown', failure: unreadable('a submit was answered without a request id') }
    : { outcome: 'accepted', requestId: accepted.request_id };
}
