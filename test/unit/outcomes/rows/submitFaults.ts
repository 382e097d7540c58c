import type { submitFaults } from '../../../runcomfy/switches/submitFaults.ts';
import { cell, failed, home, paused, unknown, type Row, type Rows } from '../ending.ts';

/** There is a job, and nobody can ask after it. */
const withoutId: Row = { submit: cell(unknown('unreadableAnswer', { paid: 1 })) };
/** The URLs of an answer are not used. */
const urlsUnused: Row = { submit: home };
const fails: Row = { submit: cell(failed('jobFailed')) };

export const submitRows: Rows<typeof submitFaults> = {
  'submit-202': { submit: home },
  'submit-id-missing': withoutId,
  'submit-id-null': withoutId,
  'submit-id-number': withoutId,
  'submit-id-empty': withoutId,
  'submit-id-absurd': withoutId,
  'submit-id-long': withoutId,
  'submit-urls-missing': urlsUnused,
  'submit-urls-relative': urlsUnused,
  'submit-urls-foreign-host': urlsUnused,
  'submit-urls-trap': urlsUnused,
  'job-fails': fails,
  'job-fails-error-object': fails,
  'job-fails-error-missing': fails,
  'job-fails-on-status': fails,
  'job-fails-word-error': fails,
  'job-never-ends': { submit: cell(paused('stillRunning', paused('stillRunning'))) },
};
