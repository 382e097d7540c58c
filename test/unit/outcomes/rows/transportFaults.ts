import type { transportFaults } from '../../../runcomfy/switches/transportFaults.ts';
import {
  cancelled,
  cell,
  harmlessOnce,
  home,
  paused,
  stored,
  told,
  unknown,
  type Row,
  type Rows,
} from '../ending.ts';

const goesOn = cell(told('unknown', stored()));
const cancelledUnheard = cell(told('unknown', cancelled()));
const lost = harmlessOnce(paused('connectionLost'));
const late = harmlessOnce(paused('timedOut'));

const neverThere: Row = {
  submit: cell(unknown('connectionLost', { paid: 0 })),
  status: home,
  result: lost,
  cancel: goesOn,
  download: lost,
};

const stalled: Row = {
  submit: cell(unknown('timedOut', { paid: 1 })),
  status: home,
  result: late,
  cancel: cancelledUnheard,
  download: late,
};

const slowOrPacked: Row = {
  submit: home,
  status: home,
  result: home,
  cancel: cell(told('cancelled', cancelled())),
  download: home,
};

export const transportRows: Rows<typeof transportFaults> = {
  'connection-cut': neverThere,
  'connection-reset': neverThere,
  'request-stalled': { submit: cell(unknown('timedOut', { paid: 0 })), cancel: goesOn },
  'answer-lost': { submit: cell(unknown('connectionLost', { paid: 1 })), cancel: cancelledUnheard },
  'answer-reset': { submit: cell(unknown('connectionLost', { paid: 1 })), cancel: cancelledUnheard },
  'answer-stalled': stalled,
  'answer-stalled-halfway': stalled,
  'answer-truncated': {
    submit: cell(unknown('connectionLost', { paid: 1 })),
    status: home,
    result: lost,
    cancel: cancelledUnheard,
    download: lost,
  },
  'answer-trickled': slowOrPacked,
  'answer-chunked': slowOrPacked,
  'answer-gzip': slowOrPacked,
  'answer-brotli': slowOrPacked,
  'api-redirect': {
    submit: cell(unknown('unreadableAnswer', { paid: 0 })),
    status: home,
    result: harmlessOnce(paused('unreadableAnswer')),
    cancel: goesOn,
  },
};
