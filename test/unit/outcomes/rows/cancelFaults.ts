import type { cancelFaults } from '../../../runcomfy/switches/cancelFaults.ts';
import { cancelled, cell, stored, told, type Rows } from '../ending.ts';

const understood = { cancel: cell(told('cancelled', cancelled())) };
/** The answer decides nothing, and the next read does. */
const undecided = { cancel: cell(told('unknown', cancelled())) };
const goesOn = { cancel: cell(told('unknown', stored())) };
const tooLate = { cancel: cell(told('tooLate', stored())) };

export const cancelRows: Rows<typeof cancelFaults> = {
  'cancel-outcome-requested': understood,
  'cancel-status-requested': undecided,
  'cancel-completed-cancelled': undecided,
  'cancel-word-canceled': understood,
  'cancel-refused': tooLate,
  // Only a read makes it true.
  'cancel-untrue': tooLate,
  'cancel-200': understood,
  'cancel-409': goesOn,
  'cancel-outcome-missing': understood,
  'cancel-outcome-unknown': understood,
  'cancel-204': undecided,
};
