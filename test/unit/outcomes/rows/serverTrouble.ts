import type { FailureKind } from '../../../../src/failure.ts';
import type { serverTrouble } from '../../../runcomfy/switches/serverTrouble.ts';
import {
  cancelled,
  cell,
  harmlessOnce,
  home,
  paused,
  rejected,
  stored,
  told,
  unknown,
  type Ending,
  type Row,
  type Rows,
} from '../ending.ts';

const goesOn = cell(told('unknown', stored()));
const cancelledUnheard = cell(told('unknown', cancelled()));

function onTheApi(submit: Ending, kind: FailureKind): Row {
  const read = harmlessOnce(paused(kind));
  return { submit: cell(submit), status: home, result: read, cancel: goesOn };
}

function everywhere(submit: Ending, kind: FailureKind): Row {
  return { ...onTheApi(submit, kind), download: harmlessOnce(paused(kind)) };
}

const tooMany = everywhere(rejected('rateLimited'), 'rateLimited');
const fault = everywhere(unknown('serviceFailure', { paid: 0 }), 'serviceFailure');

/** Carried out, and answered with what is no answer. */
const unreadable: Row = {
  ...onTheApi(unknown('unreadableAnswer', { paid: 1 }), 'unreadableAnswer'),
  cancel: cancelledUnheard,
};

const accepted: Row = {
  submit: cell(unknown('serviceFailure', { paid: 1 })),
  cancel: cancelledUnheard,
};

export const serverRows: Rows<typeof serverTrouble> = {
  'rate-limit': tooMany,
  'rate-limit-retry-after': tooMany,
  'rate-limit-retry-after-date': tooMany,
  'rate-limit-retry-after-absurd': tooMany,
  'timeout-408': onTheApi(unknown('timedOut', { paid: 0 }), 'timedOut'),
  'too-early-425': onTheApi(rejected('serviceFailure'), 'serviceFailure'),
  'server-500': fault,
  'server-502': fault,
  'server-503-retry-after': fault,
  'server-504-html': fault,
  'server-520-html': fault,
  'blocked-403-html': {
    ...onTheApi(rejected('unreadableAnswer'), 'unreadableAnswer'),
    download: harmlessOnce(paused('pictureUnavailable')),
  },
  'accepted-500': accepted,
  'accepted-504-html': accepted,
  'ok-error-code-client': onTheApi(rejected('noCredit'), 'noCredit'),
  'ok-error-code-server': onTheApi(unknown('serviceFailure', { paid: 0 }), 'serviceFailure'),
  'ok-error-code-server-accepted': { submit: cell(unknown('serviceFailure', { paid: 1 })) },
  'ok-error-code-null': {
    submit: home,
    status: home,
    result: home,
    cancel: cell(told('cancelled', cancelled())),
  },
  'ok-error-message': onTheApi(unknown('unreadableAnswer', { paid: 0 }), 'unreadableAnswer'),
  'ok-html': unreadable,
  'ok-not-json': unreadable,
  'ok-json-broken-off': unreadable,
  'ok-empty': unreadable,
  'ok-null': unreadable,
  'ok-array': unreadable,
};
