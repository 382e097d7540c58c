import type { readFaults } from '../../../runcomfy/switches/readFaults.ts';
import { cancelled, cell, harmlessOnce, home, paused, told, type Rows } from '../ending.ts';

const cancelledAsEver = cell(told('cancelled', cancelled()));
const another = harmlessOnce(paused('unreadableAnswer'));

export const readRows: Rows<typeof readFaults> = {
  'early-result-400005': { result: home },
  'result-lags': { result: harmlessOnce(paused('stillRunning')) },
  'result-lags-400005': { result: harmlessOnce(paused('stillRunning')) },
  'status-lags': { status: home },
  'state-falls-back': { status: home, result: home },
  'id-mismatch': { status: home, result: another, cancel: cancelledAsEver },
  'model-mismatch': { result: home },
  'queue-position-absent': { status: home },
  'queue-position-zero-based': { status: home },
  'queue-position-string': { status: home },
  'queue-position-negative': { status: home },
  'queue-position-while-running': { status: home },
  'instance-id': { status: home },
  'timestamps-missing': { result: home },
  'timestamps-numbers': { result: home },
  'extra-fields': { submit: home, status: home, result: home, cancel: cancelledAsEver },
};
