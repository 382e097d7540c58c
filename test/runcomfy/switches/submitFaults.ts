import { edited } from '../replies.ts';
import { afterwards, plan, trapUrl, type Effect, type Endpoint, type Switch } from './switch.ts';

const submit: readonly Endpoint[] = ['submit'];

/** The job is accepted and its answer is another than documented, or the job goes badly later. */
export const submitFaults = {
  'submit-202': {
    endpoints: submit,
    sentence: '202 with a status of in_queue, as one mock has it.',
    effect: afterwards((reply) => edited({ ...reply, status: 202 }, { status: 'in_queue' })),
  },
  'submit-id-missing': {
    endpoints: submit,
    sentence: 'The answer has no request_id.',
    effect: requestId(undefined),
  },
  'submit-id-null': {
    endpoints: submit,
    sentence: 'The request_id is null.',
    effect: requestId(null),
  },
  'submit-id-number': {
    endpoints: submit,
    sentence: 'The request_id is a number.',
    effect: requestId(4_815_162_342),
  },
  'submit-id-empty': {
    endpoints: submit,
    sentence: 'The request_id is an empty string.',
    effect: requestId(''),
  },
  'submit-id-absurd': {
    endpoints: submit,
    sentence: 'The request_id would lead out of its path.',
    effect: requestId('../../trap?x=1#"<script>\n'),
  },
  'submit-id-long': {
    endpoints: submit,
    sentence: 'The request_id has 5,000 characters.',
    effect: requestId('x'.repeat(5_000)),
  },
  'submit-urls-missing': {
    endpoints: submit,
    sentence: 'The answer has a request_id and no URLs.',
    effect: afterwards((reply) =>
      edited(reply, { status_url: undefined, result_url: undefined, cancel_url: undefined }),
    ),
  },
  'submit-urls-relative': {
    endpoints: submit,
    sentence: "The job's URLs are paths without an origin.",
    effect: urls(() => ''),
  },
  'submit-urls-foreign-host': {
    endpoints: submit,
    sentence: "The job's URLs are on a foreign host.",
    effect: urls(() => 'https://evil.example'),
  },
  'submit-urls-trap': {
    endpoints: submit,
    sentence:
      "The job's URLs are on another origin of this machine, where the log shows who came with the token.",
    effect: urls((filesUrl) => filesUrl),
  },
  'job-fails': {
    endpoints: submit,
    sentence: 'The job will fail: completed on status, failed on result, the error as a string.',
    effect: plan({ fails: { statusWord: 'completed', error: 'CUDA out of memory' } }),
  },
  'job-fails-error-object': {
    endpoints: submit,
    sentence: 'The job will fail: completed on status, failed on result, the error as an object.',
    effect: plan({
      fails: { statusWord: 'completed', error: { code: 'nsfw', message: 'Blocked by a filter' } },
    }),
  },
  'job-fails-error-missing': {
    endpoints: submit,
    sentence: 'The job will fail: completed on status, failed on result, no error told.',
    effect: plan({ fails: { statusWord: 'completed', error: undefined } }),
  },
  'job-fails-on-status': {
    endpoints: submit,
    sentence: 'The job will fail: failed on status and on result.',
    effect: plan({ fails: { statusWord: 'failed', error: 'CUDA out of memory' } }),
  },
  'job-fails-word-error': {
    endpoints: submit,
    sentence: 'The job will fail: error on status, failed on result.',
    effect: plan({ fails: { statusWord: 'error', error: 'CUDA out of memory' } }),
  },
  'job-never-ends': {
    endpoints: submit,
    sentence: 'The job will stay in progress for ever.',
    effect: plan({ neverEnds: true }),
  },
} as const satisfies Record<string, Switch>;

function requestId(value: unknown): Effect {
  return afterwards((reply) => edited(reply, { request_id: value }));
}

function urls(origin: (filesUrl: string) => string): Effect {
  return afterwards((reply, visit) => {
    const at = (name: string): string => trapUrl({ ...visit, filesUrl: origin(visit.filesUrl) }, name);
    return edited(reply, { status_url: at('status'), result_url: at('result'), cancel_url: at('cancel') });
  });
}
