import type { LedgerEntry } from './controlShapes.ts';

export type RecordStep =
  | 'intended'
  | 'submitting'
  | 'accepted'
  | 'finished'
  | 'stored'
  | 'rejected'
  | 'unknown'
  | 'failed'
  | 'cancelled';

/** As much of a record as the ledger can vouch for. */
export interface CheckedRecord {
  readonly prompt: string;
  readonly seed: number;
  readonly step: RecordStep;
  readonly requestId: string | null;
}

export interface LedgerCheck {
  readonly ledger: readonly LedgerEntry[];
  /** Every prompt that the test's person ordered, as often as it was ordered. */
  readonly ordered: readonly string[];
  readonly records: readonly CheckedRecord[];
  /** Nothing is under way any more: what was paid for must be stored, or be known to be lost. */
  readonly settled?: boolean;
}

/** What was paid for, against what was ordered and what is recorded: the differences, in plain words. */
export function checkLedger({ ledger, ordered, records, settled = false }: LedgerCheck): readonly string[] {
  const owners = findOwners(ledger, records);
  return [
    ...comparePrompts(ledger, ordered, records, new Set([...owners.values()].flat())),
    ...ledger.flatMap((entry) => compareOwners(entry, owners.get(entry) ?? [], records, settled)),
    ...records.flatMap((record) => compareRecord(record, ledger, settled)),
  ];
}

/** The records of each paid job: those with its id, else one whose answer was lost. */
function findOwners(
  ledger: readonly LedgerEntry[],
  records: readonly CheckedRecord[],
): ReadonlyMap<LedgerEntry, readonly CheckedRecord[]> {
  const unclaimed = records.filter((record) => record.requestId === null && mayHaveBeenSent(record));
  const owners = new Map<LedgerEntry, readonly CheckedRecord[]>();
  for (const entry of ledger) {
    const named = records.filter((record) => record.requestId === entry.requestId);
    const lost = named.length > 0 ? -1 : unclaimed.findIndex((record) => isSameOrder(record, entry));
    owners.set(entry, lost < 0 ? named : unclaimed.splice(lost, 1));
  }
  return owners;
}

function comparePrompts(
  ledger: readonly LedgerEntry[],
  ordered: readonly string[],
  records: readonly CheckedRecord[],
  owners: ReadonlySet<CheckedRecord>,
): readonly string[] {
  const prompts = new Set([...ordered, ...ledger.map(promptOf)]);
  return [...prompts].flatMap((prompt) => {
    const wanted = ordered.filter((each) => each === prompt).length;
    const paid = ledger.filter((entry) => promptOf(entry) === prompt).length;
    if (wanted === 0) return [`Paid for '${prompt}', which nobody ordered.`];
    if (paid > wanted) return [`Paid ${paid} times for '${prompt}', which was ordered ${wanted} times.`];
    const excused = records.filter(
      (record) => record.prompt === prompt && !owners.has(record) && mayBeUnpaid(record),
    ).length;
    if (wanted - paid <= excused) return [];
    return [`'${prompt}' was ordered ${wanted} times and paid for ${paid} times; no record says why.`];
  });
}

function compareOwners(
  entry: LedgerEntry,
  owners: readonly CheckedRecord[],
  records: readonly CheckedRecord[],
  settled: boolean,
): readonly string[] {
  const name = `the paid job ${entry.requestId} ('${promptOf(entry)}')`;
  const [record, ...others] = owners;
  if (record === undefined) {
    const denial = records.find((each) => each.requestId === null && isSameOrder(each, entry));
    return [`No record has ${name}${denial === undefined ? '' : `; one says '${denial.step}'`}.`];
  }
  if (others.length > 0) return [`${owners.length} records have ${name}.`];
  return [
    ...(isSameOrder(record, entry)
      ? []
      : [
          `The record of ${name} says '${record.prompt}' with seed ${record.seed}; seed ${seedOf(entry)} was paid for.`,
        ]),
    ...compareSteps(record, entry, name, settled),
  ];
}

function compareSteps(
  { step, requestId }: CheckedRecord,
  entry: LedgerEntry,
  name: string,
  settled: boolean,
): readonly string[] {
  const state = entry.history.at(-1)?.state ?? 'in_queue';
  const says = (wrong: boolean): readonly string[] =>
    wrong ? [`The record of ${name} says '${step}'; the service says '${state}'.`] : [];
  switch (step) {
    case 'intended':
    case 'rejected':
      return says(true);
    case 'submitting':
    case 'accepted':
    case 'finished':
      return says(settled);
    case 'stored':
      return says(state !== 'completed');
    case 'cancelled':
      return says(state !== 'cancelled');
    case 'unknown':
      // With an id the job could be asked after; only a lost answer leaves nothing to ask with.
      return says(requestId !== null && settled);
    case 'failed':
      return says(state === 'cancelled');
  }
}

function compareRecord(
  record: CheckedRecord,
  ledger: readonly LedgerEntry[],
  settled: boolean,
): readonly string[] {
  const { requestId, prompt, step } = record;
  if (requestId === null) {
    const needsId = step === 'accepted' || step === 'finished' || step === 'stored';
    if (needsId) return [`The record of '${prompt}' says '${step}' and has no id.`];
    return settled && step === 'submitting' ? [`The record of '${prompt}' still says 'submitting'.`] : [];
  }
  if (ledger.some((entry) => entry.requestId === requestId)) return [];
  return [`The record of '${prompt}' has the id ${requestId}, which the service never gave.`];
}

/** Without an id, only these steps can belong to a job that was paid for. */
function mayHaveBeenSent({ step }: CheckedRecord): boolean {
  return step === 'unknown' || step === 'submitting';
}

function mayBeUnpaid({ step, requestId }: CheckedRecord): boolean {
  switch (step) {
    case 'intended':
    case 'submitting':
    case 'rejected':
    case 'unknown':
    case 'cancelled':
      return requestId === null;
    case 'accepted':
    case 'finished':
    case 'stored':
    case 'failed':
      return false;
  }
}

function isSameOrder(record: CheckedRecord, entry: LedgerEntry): boolean {
  return record.prompt === promptOf(entry) && record.seed === seedOf(entry);
}

function promptOf(entry: LedgerEntry): string {
  return typeof entry.input['prompt'] === 'string' ? entry.input['prompt'] : '';
}

/** The schema's default is 0. */
function seedOf(entry: LedgerEntry): number {
  return typeof entry.input['seed'] === 'number' ? entry.input['seed'] : 0;
}
