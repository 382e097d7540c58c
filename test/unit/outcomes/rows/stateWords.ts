import type { stateWords } from '../../../runcomfy/switches/stateWords.ts';
import { cancelled, cell, harmlessOnce, home, paused, type Row, type Rows } from '../ending.ts';

const understood: Row = { status: home, result: home };
const unreadable = harmlessOnce(paused('unreadableAnswer'));

export const wordRows: Rows<typeof stateWords> = {
  'word-completed-on-result': { result: home },
  'word-succeeded-on-status': { status: home },
  'word-success': understood,
  'word-success-upper-case': understood,
  // An unknown word means that the job still runs; the result knows better, unless it has the word too.
  'word-success-unknown': { status: home, result: harmlessOnce(paused('stillRunning')) },
  'word-queued': understood,
  'word-pending': understood,
  'word-waiting': understood,
  'word-starting': understood,
  'word-processing': understood,
  'word-waiting-upper-case': understood,
  'word-waiting-unknown': understood,
  'word-cancellation-requested': understood,
  'word-canceled': { status: cell(cancelled()), result: cell(cancelled()) },
  'word-missing': { status: home, result: unreadable },
  'word-number': { status: home, result: unreadable },
};
