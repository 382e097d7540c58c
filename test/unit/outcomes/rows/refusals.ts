import type { FailureKind } from '../../../../src/failure.ts';
import type { refusals } from '../../../runcomfy/switches/refusals.ts';
import { cell, harmlessOnce, home, paused, rejected, stored, told, type Row, type Rows } from '../ending.ts';

const goesOn = cell(told('unknown', stored()));

/** The person is asked for a token at the first refusal. */
function refusedToken(kind: FailureKind): Row {
  const waits = cell(paused(kind));
  return { submit: cell(rejected(kind)), status: waits, result: waits, cancel: goesOn };
}

const unknownRequest: Row = {
  status: home,
  result: harmlessOnce(paused('requestUnknown')),
  cancel: goesOn,
};

export const refusalRows: Rows<typeof refusals> = {
  'auth-400004': refusedToken('tokenRefused'),
  'auth-401': refusedToken('tokenRefused'),
  'auth-401001': refusedToken('tokenRefused'),
  'auth-403': refusedToken('forbidden'),
  'balance-400002': { submit: cell(rejected('noCredit')) },
  'balance-402': { submit: cell(rejected('noCredit')) },
  'input-422': { submit: cell(rejected('inputRefused')) },
  'input-422-detail-alone': { submit: cell(rejected('inputRefused')) },
  'input-400': { submit: cell(rejected('inputRefused')) },
  'model-400001': { submit: cell(rejected('modelUnavailable')) },
  'model-404': { submit: cell(rejected('modelUnavailable')) },
  'not-yet-known': { status: home, result: home, cancel: goesOn },
  'request-expired': unknownRequest,
  'request-404': unknownRequest,
  'request-403001': {
    status: cell(paused('forbidden')),
    result: cell(paused('forbidden')),
    cancel: goesOn,
  },
  'error-keys-code-error': refusedToken('tokenRefused'),
  'error-detail-string': {
    submit: cell(rejected('inputRefused')),
    status: home,
    result: harmlessOnce(paused('unreadableAnswer')),
    cancel: goesOn,
  },
  'error-code-string': refusedToken('tokenRefused'),
};
