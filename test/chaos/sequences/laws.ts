import type { GenerationRecord } from '../../../src/records/generationRecord.ts';
import { checkLedger } from '../../runcomfy/ledgerCheck.ts';
import { pictureFaults } from './pictureLaws.ts';
import type { Seen } from './seen.ts';
import { wordFaults } from './wordLaws.ts';

/** What breaks a law, when all is well again and nothing more comes by itself. */
export function problemsOf(seen: Seen): string[] {
  return [
    ...moneyFaults(seen, { settled: true }),
    ...seen.records.flatMap((record) => endFaults(record, seen)),
    ...seen.records.flatMap((record) => restartFaults(record, seen)),
    ...pictureFaults(seen),
    ...wordFaults(seen),
  ];
}

/** Of what was paid alone: this can be judged of an extension host that is lost. */
export function moneyFaults(
  { orders, pressed, records, ledger, log }: Seen,
  { settled }: { readonly settled: boolean },
): string[] {
  const ordered: string[] = [];
  const problems = orders.flatMap(({ prompts, excuse }) =>
    prompts.flatMap((prompt) => {
      const presses = 1 + (pressed.get(prompt) ?? 0);
      const paid = ledger.filter(({ input }) => input['prompt'] === prompt).length;
      const recorded = records.filter(({ request }) => request.prompt === prompt).length;
      ordered.push(...Array.from({ length: Math.min(presses, recorded) }, () => prompt));
      return [
        ...(paid > presses ? [`'${prompt}' paid ${paid} times for ${presses} presses`] : []),
        ...(recorded > presses ? [`'${prompt}' has ${recorded} records for ${presses} presses`] : []),
        ...(recorded === 0 && excuse === null ? [`'${prompt}' was ordered, and there is no record`] : []),
      ];
    }),
  );
  const leaks = log.filter(({ port, carriedToken }) => port === 'files' && carriedToken);
  return [
    ...problems,
    ...checkLedger({ ledger, ordered, records: records.map(checked), settled }),
    ...leaks.map(({ path }) => `the token was sent to the file host: ${path}`),
  ];
}

function checked({ request, state }: GenerationRecord): Parameters<typeof checkLedger>[0]['records'][number] {
  return {
    prompt: request.prompt,
    seed: request.seed,
    step: state.step,
    requestId: 'requestId' in state ? state.requestId : null,
  };
}

/** How a record ended must have a reason in what happened, and be true of its job. */
function endFaults({ altText, state, paused }: GenerationRecord, seen: Seen): string[] {
  const job =
    'requestId' in state ? seen.ledger.find(({ requestId }) => requestId === state.requestId) : undefined;
  const isCompleted = job?.history.some((each) => each.state === 'completed') === true;
  const says = (wrong: boolean, what: string): string[] => (wrong ? [`'${altText}' ${what}`] : []);
  switch (state.step) {
    case 'intended':
      return says(!wasInterrupted(seen), 'was not sent, and nothing had kept it back');
    case 'submitting':
    case 'accepted':
    case 'finished':
      return says(true, `is left as ${state.step}${paused === null ? '' : `, paused by ${paused.kind}`}`);
    case 'unknown':
      return says(!wasInterrupted(seen) && !hasFired(altText, seen, 'submit'), 'is unknown for no reason');
    case 'rejected':
      return says(
        !hasFired(altText, seen, 'submit') && !seen.happened.has('another token'),
        `was rejected for no reason: ${state.failure.kind}`,
      );
    case 'failed':
      return says(isCompleted, `is lost: said to have failed, ${state.failure.kind}`);
    case 'cancelled':
      return [
        ...says(isCompleted, 'is lost: said to be cancelled'),
        ...says(
          !seen.happened.has('cancelled') &&
            !seen.happened.has('pressed Discard') &&
            // An order that the disk did not take as a whole is given up as a whole.
            !(state.requestId === null && seen.happened.has('fired diskError')),
          'was cancelled by nobody',
        ),
      ];
    case 'stored':
      return says(!isCompleted, 'is stored, and its job was not completed');
  }
}

/** Nothing is sent by itself after a restart, and of what was being sent nobody knows what became. */
function restartFaults({ id, altText, state }: GenerationRecord, { interrupted }: Seen): string[] {
  switch (interrupted.get(id)) {
    case undefined:
      return [];
    case 'intended':
      return state.step === 'intended' || state.step === 'cancelled'
        ? []
        : [`'${altText}' was sent by itself after a restart`];
    case 'submitting':
      return state.step === 'unknown'
        ? []
        : [`'${altText}' was being sent when its host died, and is ${state.step} now`];
  }
}

function wasInterrupted({ happened }: Seen): boolean {
  return [...happened.keys()].some(
    (kind) => kind === 'kill' || kind === 'reload' || kind.startsWith('fired '),
  );
}

function hasFired(prompt: string, { log }: Seen, endpoint: string): boolean {
  return log.some((entry) => entry.prompt === prompt && entry.endpoint === endpoint && entry.fired !== null);
}
