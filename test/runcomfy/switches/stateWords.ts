import { edited } from '../replies.ts';
import { afterwards, readEndpoints, type Effect, type Switch } from './switch.ts';

/** Other words for a state than the documented ones; what they mean is still true. */
export const stateWords = {
  'word-completed-on-result': {
    endpoints: ['result'],
    sentence: 'The result of a success says completed instead of succeeded.',
    moment: 'succeeded',
    effect: word('completed'),
  },
  'word-succeeded-on-status': {
    endpoints: ['status'],
    sentence: 'The status of a success says succeeded instead of completed.',
    moment: 'succeeded',
    effect: word('succeeded'),
  },
  'word-success': {
    endpoints: readEndpoints,
    sentence: 'A success says success.',
    moment: 'succeeded',
    effect: word('success'),
  },
  'word-success-upper-case': {
    endpoints: readEndpoints,
    sentence: 'A success says COMPLETED.',
    moment: 'succeeded',
    effect: word('COMPLETED'),
  },
  'word-success-unknown': {
    endpoints: readEndpoints,
    sentence: 'A success says a word that nobody knows.',
    moment: 'succeeded',
    effect: word('fulfilled'),
  },
  'word-queued': {
    endpoints: readEndpoints,
    sentence: 'A job that is not finished says queued.',
    moment: 'unfinished',
    effect: word('queued'),
  },
  'word-pending': {
    endpoints: readEndpoints,
    sentence: 'A job that is not finished says pending.',
    moment: 'unfinished',
    effect: word('pending'),
  },
  'word-waiting': {
    endpoints: readEndpoints,
    sentence: 'A job that is not finished says waiting.',
    moment: 'unfinished',
    effect: word('waiting'),
  },
  'word-starting': {
    endpoints: readEndpoints,
    sentence: 'A job that is not finished says starting.',
    moment: 'unfinished',
    effect: word('starting'),
  },
  'word-processing': {
    endpoints: readEndpoints,
    sentence: 'A job that is not finished says processing.',
    moment: 'unfinished',
    effect: word('processing'),
  },
  'word-waiting-upper-case': {
    endpoints: readEndpoints,
    sentence: 'A job that is not finished says IN_QUEUE.',
    moment: 'unfinished',
    effect: word('IN_QUEUE'),
  },
  'word-waiting-unknown': {
    endpoints: readEndpoints,
    sentence: 'A job that is not finished says a word that nobody knows.',
    moment: 'unfinished',
    effect: word('warming_up_the_engines'),
  },
  'word-cancellation-requested': {
    endpoints: readEndpoints,
    sentence: 'A job that is not finished says cancellation_requested.',
    moment: 'unfinished',
    effect: word('cancellation_requested'),
  },
  'word-canceled': {
    endpoints: readEndpoints,
    sentence: 'A cancelled job says canceled.',
    moment: 'cancelled',
    effect: word('canceled'),
  },
  'word-missing': {
    endpoints: readEndpoints,
    sentence: 'The answer has no status at all.',
    effect: word(undefined),
  },
  'word-number': {
    endpoints: readEndpoints,
    sentence: 'The status is a number.',
    effect: word(3),
  },
} as const satisfies Record<string, Switch>;

function word(status: unknown): Effect {
  return afterwards((reply) => edited(reply, { status }));
}
