import { edited, failure, json, type JsonObject } from '../replies.ts';
import { afterwards, instead, jobEndpoints, readEndpoints, type Effect, type Switch } from './switch.ts';

const another = '00000000-0000-4000-8000-000000000000';

/** Answers of status and result that disagree with the documents or with each other. */
export const readFaults = {
  'early-result-400005': {
    endpoints: ['result'],
    sentence: 'The result of a job that is not finished: 400 with 400005, as one mock has it.',
    moment: 'unfinished',
    effect: instead(() => failure(400005, 'Result is not ready')),
  },
  'result-lags': {
    endpoints: ['result'],
    sentence: 'The job is completed and its result still says in_progress, for as many reads as armed.',
    moment: 'succeeded',
    effect: unfinished('in_progress'),
  },
  'result-lags-400005': {
    endpoints: ['result'],
    sentence: 'The job is completed and its result still is 400 with 400005, for as many reads as armed.',
    moment: 'succeeded',
    effect: instead(() => failure(400005, 'Result is not ready')),
  },
  'status-lags': {
    endpoints: ['status'],
    sentence: 'The result is there and the status still says in_progress, for as many reads as armed.',
    moment: 'succeeded',
    effect: afterwards((reply) => edited(reply, { status: 'in_progress' })),
  },
  'state-falls-back': {
    endpoints: readEndpoints,
    sentence: 'A job in progress is said to be in the queue again.',
    moment: 'running',
    effect: afterwards((reply, visit) =>
      edited(reply, { status: 'in_queue', ...(visit.endpoint === 'status' ? { queue_position: 5 } : {}) }),
    ),
  },
  'id-mismatch': {
    endpoints: jobEndpoints,
    sentence: 'The answer bears the id of another request.',
    effect: afterwards((reply) => edited(reply, { request_id: another })),
  },
  'model-mismatch': {
    endpoints: ['result'],
    sentence: 'The result bears the id of another model.',
    effect: afterwards((reply) => edited(reply, { model_id: 'someone/else/model' })),
  },
  'queue-position-absent': {
    endpoints: ['status'],
    sentence: 'A queued job has no place.',
    moment: 'queued',
    effect: place(() => undefined),
  },
  'queue-position-zero-based': {
    endpoints: ['status'],
    sentence: 'Places are counted from zero.',
    moment: 'queued',
    effect: place((position) => position - 1),
  },
  'queue-position-string': {
    endpoints: ['status'],
    sentence: 'The place is a string.',
    moment: 'queued',
    effect: place(String),
  },
  'queue-position-negative': {
    endpoints: ['status'],
    sentence: 'The place is negative.',
    moment: 'queued',
    effect: place(() => -1),
  },
  'queue-position-while-running': {
    endpoints: ['status'],
    sentence: 'A job in progress still has a place.',
    moment: 'running',
    effect: place(() => 0),
  },
  'instance-id': {
    endpoints: ['status'],
    sentence: 'The status names an instance_id, as the serverless API does.',
    effect: afterwards((reply) => edited(reply, { instance_id: 'i-0123456789abcdef0' })),
  },
  'timestamps-missing': {
    endpoints: ['result'],
    sentence: 'The result has no timestamps.',
    effect: afterwards((reply) => edited(reply, { created_at: undefined, finished_at: undefined })),
  },
  'timestamps-numbers': {
    endpoints: ['result'],
    sentence: "The result's timestamps are numbers.",
    effect: afterwards((reply) =>
      edited(reply, { created_at: 1_790_000_000, finished_at: 1_790_000_004.25 }),
    ),
  },
  'extra-fields': {
    endpoints: ['submit', 'status', 'result', 'cancel'],
    sentence: 'The answer has fields that nobody knows.',
    effect: afterwards((reply) =>
      edited(reply, { queue_name: 'blue', metrics: { warm: true }, logs: null, progress: 0.37 }),
    ),
  },
} as const satisfies Record<string, Switch>;

function place(change: (position: number) => unknown): Effect {
  return afterwards((reply) =>
    edited(reply, (body) => ({ ...body, queue_position: change(Number(body['queue_position'])) })),
  );
}

function unfinished(status: string): Effect {
  return afterwards((reply) => {
    const early = ({ request_id, created_at }: JsonObject): JsonObject => ({
      request_id,
      status,
      created_at,
    });
    return edited(json(200, reply.body.kind === 'json' ? reply.body.value : {}), early);
  });
}
