import type { Failure } from '../failure.ts';
import type { Reading } from '../generation/service.ts';
import { unreadable, type Answer } from './answer.ts';
import { meaningOf } from './jobWords.ts';
import { pictureUrlsOf } from './pictureUrls.ts';
import { resultAnswer, stateAnswer } from './wire.ts';

/** What a status says of a job. */
export function statusReading(answer: Answer, requestId: string): Reading {
  if (answer.outcome !== 'read') {
    return notRead(answer);
  }
  const state = stateAnswer.safeParse(answer.value).data;
  if (state === undefined || isOfAnother(state.request_id, requestId)) {
    return unclear('a status without a state, or of another request');
  }
  const meaning = meaningOf(state.status);
  switch (meaning) {
    case 'queued':
      return { state: 'queued', place: state.queue_position };
    case 'failed':
      return { state: 'failed', failure: jobFailed(answer.value['error']) };
    case 'running':
    case 'finished':
    case 'cancelled':
      return { state: meaning };
  }
}

/** What a result says: the state, or the pictures' addresses once the job has succeeded. */
export function resultReading(answer: Answer, requestId: string): Reading {
  const state = statusReading(answer, requestId);
  if (state.state !== 'finished' || answer.outcome !== 'read') {
    return state;
  }
  const result = resultAnswer.parse(answer.value);
  return { state: 'succeeded', pictureUrls: pictureUrlsOf(result.output), cost: result.cost };
}

function notRead(answer: Exclude<Answer, { outcome: 'read' }>): Reading {
  if (answer.outcome === 'notReady') {
    return { state: 'running' };
  }
  const { detail, retryAfter } = answer;
  // A read brings no input that could be refused.
  const kind = answer.kind === 'inputRefused' ? 'unreadableAnswer' : answer.kind;
  return { state: 'unclear', failure: { kind, detail }, retryAfter };
}

function isOfAnother(named: string | undefined, requestId: string): boolean {
  return named !== undefined && named !== requestId;
}

function jobFailed(error: unknown): Failure {
  const detail = typeof error === 'string' ? error : JSON.stringify(error ?? 'no reason given');
  return { kind: 'jobFailed', detail: detail.slice(0, 300) };
}

function unclear(detail: string): Reading {
  return { state: 'unclear', failure: unreadable(detail), retryAfter: null };
}
