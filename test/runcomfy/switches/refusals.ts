import { failure, json } from '../replies.ts';
import { apiEndpoints, instead, jobEndpoints, type Switch } from './switch.ts';

const detail = [
  { loc: ['body', 'num_images'], msg: 'Input should be less than or equal to 4', type: 'less_than_equal' },
];

/** The service says no, in the documented words or in others that clients have met. Nothing is carried out. */
export const refusals = {
  'auth-400004': {
    endpoints: apiEndpoints,
    sentence: 'The token is refused as documented: 400 with 400004.',
    effect: instead(() => failure(400004, 'Invalid or expired API token')),
  },
  'auth-401': {
    endpoints: apiEndpoints,
    sentence: 'The token is refused with a plain 401.',
    effect: instead(() => json(401, { message: 'Unauthorized' }, { 'www-authenticate': 'Bearer' })),
  },
  'auth-401001': {
    endpoints: apiEndpoints,
    sentence: 'The token is refused as by the serverless API: 401 with 401001.',
    effect: instead(() => failure(401001, 'Authentication failed')),
  },
  'auth-403': {
    endpoints: apiEndpoints,
    sentence: 'The token is refused with a plain 403.',
    effect: instead(() => json(403, { message: 'Forbidden' })),
  },
  'balance-400002': {
    endpoints: ['submit'],
    sentence: 'There is no balance, as documented: 400 with 400002.',
    effect: instead(() => failure(400002, 'Insufficient balance')),
  },
  'balance-402': {
    endpoints: ['submit'],
    sentence: 'There is no balance: 402.',
    effect: instead(() => json(402, { message: 'Payment Required' })),
  },
  'input-422': {
    endpoints: ['submit'],
    sentence: 'The input is refused: 422 with detail.',
    effect: instead(() => failure(422001, 'Request validation failed', { detail })),
  },
  'input-422-detail-alone': {
    endpoints: ['submit'],
    sentence: 'The input is refused: 422 with detail and nothing else.',
    effect: instead(() => json(422, { detail })),
  },
  'input-400': {
    endpoints: ['submit'],
    sentence: 'The input is refused: 400 without an error code.',
    effect: instead(() => json(400, { message: 'input.num_images should be at most 4' })),
  },
  'model-400001': {
    endpoints: ['submit', 'catalogue'],
    sentence: 'The model is unknown, as documented: 400 with 400001.',
    effect: instead(() => failure(400001, 'Invalid model_id')),
  },
  'model-404': {
    endpoints: ['submit', 'catalogue'],
    sentence: 'The model is unknown: a plain 404.',
    effect: instead(() => json(404, { message: 'Not Found' })),
  },
  'not-yet-known': {
    endpoints: jobEndpoints,
    sentence: 'The request id is not known yet: 404 with 404001, for as many requests as armed.',
    moment: 'unfinished',
    effect: instead(() => failure(404001, 'Request not found')),
  },
  'request-expired': {
    endpoints: jobEndpoints,
    sentence: 'The request id is no longer known: 404 with 404001.',
    effect: instead(() => failure(404001, 'Request not found or expired')),
  },
  'request-404': {
    endpoints: jobEndpoints,
    sentence: 'The request id is not found: a plain 404.',
    effect: instead(() => json(404, { message: 'Not Found' })),
  },
  'request-403001': {
    endpoints: jobEndpoints,
    sentence: "The request id is said to be another user's: 403 with 403001.",
    effect: instead(() => failure(403001, 'You do not have permission to access this request')),
  },
  'error-keys-code-error': {
    endpoints: apiEndpoints,
    sentence: 'An error with the keys code and error instead of error_code and error_message.',
    effect: instead(() => json(400, { code: 400004, error: 'Invalid or expired API token' })),
  },
  'error-detail-string': {
    endpoints: apiEndpoints,
    sentence: 'An error whose body is only a detail string.',
    effect: instead(() => json(400, { detail: 'Something about this request is wrong' })),
  },
  'error-code-string': {
    endpoints: apiEndpoints,
    sentence: 'An error whose code is a string of digits.',
    effect: instead(() => json(400, { error_code: '400004', error_message: 'Invalid or expired API token' })),
  },
} as const satisfies Record<string, Switch>;
