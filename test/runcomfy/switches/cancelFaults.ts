import { edited, json, text } from '../replies.ts';
import { afterwards, instead, type Endpoint, type Switch, type Visit } from './switch.ts';

const cancel: readonly Endpoint[] = ['cancel'];

export const cancelFaults = {
  'cancel-outcome-requested': {
    endpoints: cancel,
    sentence: 'The job is cancelled, with the outcome cancellation_requested, as one mock has it.',
    moment: 'queued',
    effect: afterwards((reply) => edited(reply, { status: 'cancelled', outcome: 'cancellation_requested' })),
  },
  'cancel-status-requested': {
    endpoints: cancel,
    sentence: 'The job is cancelled; status and outcome say cancellation_requested.',
    moment: 'queued',
    effect: afterwards((reply) =>
      edited(reply, { status: 'cancellation_requested', outcome: 'cancellation_requested' }),
    ),
  },
  'cancel-completed-cancelled': {
    endpoints: cancel,
    sentence: "The job is cancelled, with the documents' odd pair: status completed, outcome cancelled.",
    moment: 'queued',
    effect: afterwards((reply) => edited(reply, { status: 'completed', outcome: 'cancelled' })),
  },
  'cancel-word-canceled': {
    endpoints: cancel,
    sentence: 'The job is cancelled; status and outcome say canceled.',
    moment: 'queued',
    effect: afterwards((reply) => edited(reply, { status: 'canceled', outcome: 'canceled' })),
  },
  'cancel-refused': {
    endpoints: cancel,
    sentence: 'A queued job is said not to be cancellable, and is not cancelled.',
    moment: 'queued',
    effect: instead((visit) => json(202, untouched(visit, 'in_queue', 'not_cancellable'))),
  },
  'cancel-untrue': {
    endpoints: cancel,
    sentence: 'The job is said to be cancelled, and runs on.',
    moment: 'unfinished',
    effect: instead((visit) => json(202, untouched(visit, 'cancelled', 'cancelled'))),
  },
  'cancel-200': {
    endpoints: cancel,
    sentence: '200 instead of 202.',
    effect: afterwards((reply) => ({ ...reply, status: 200 })),
  },
  'cancel-409': {
    endpoints: cancel,
    sentence: '409; nothing was carried out.',
    effect: instead(() => json(409, { message: 'The request cannot be cancelled' })),
  },
  'cancel-outcome-missing': {
    endpoints: cancel,
    sentence: 'The answer has no outcome.',
    effect: afterwards((reply) => edited(reply, { outcome: undefined })),
  },
  'cancel-outcome-unknown': {
    endpoints: cancel,
    sentence: 'The outcome is a word that nobody knows.',
    effect: afterwards((reply) => edited(reply, { outcome: 'perhaps' })),
  },
  'cancel-204': {
    endpoints: cancel,
    sentence: '204 without a body.',
    effect: afterwards(() => text(204, '', 'application/json')),
  },
} as const satisfies Record<string, Switch>;

function untouched(visit: Visit, status: string, outcome: string): Record<string, unknown> {
  return { request_id: visit.job?.requestId, status, outcome };
}
