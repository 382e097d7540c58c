import { describe, expect, test } from 'vitest';
import type { LedgerEntry } from '../../runcomfy/controlShapes.ts';
import type { JobState } from '../../runcomfy/job.ts';
import {
  checkLedger,
  type CheckedRecord,
  type LedgerCheck,
  type RecordStep,
} from '../../runcomfy/ledgerCheck.ts';

function paid(
  prompt: string,
  requestId: string,
  state: JobState = 'completed',
  seed: number | null = 5,
): LedgerEntry {
  return {
    requestId,
    account: 'local',
    model: 'tongyi-mai/z-image/turbo',
    input: { prompt, ...(seed === null ? {} : { seed }) },
    acceptedAt: '2026-01-01T00:00:00.000Z',
    history: [{ state, at: '2026-01-01T00:00:00.000Z' }],
    answer: 'sent',
    answerStatus: 200,
  };
}

function record(prompt: string, step: RecordStep, requestId: string | null, seed = 5): CheckedRecord {
  return { prompt, seed, step, requestId };
}

interface Case extends LedgerCheck {
  readonly name: string;
}

const fine: readonly Case[] = [
  { name: 'nothing at all', ledger: [], ordered: [], records: [] },
  {
    name: 'paid and stored',
    settled: true,
    ledger: [paid('a', '1')],
    ordered: ['a'],
    records: [record('a', 'stored', '1')],
  },
  {
    name: 'ordered twice, paid twice',
    settled: true,
    ledger: [paid('a', '1'), paid('a', '2')],
    ordered: ['a', 'a'],
    records: [record('a', 'stored', '2'), record('a', 'stored', '1')],
  },
  {
    name: 'an answer lost on the way back',
    settled: true,
    ledger: [paid('a', '1')],
    ordered: ['a'],
    records: [record('a', 'unknown', null)],
  },
  {
    name: 'a lost answer beside one that came',
    settled: true,
    ledger: [paid('a', '1'), paid('a', '2')],
    ordered: ['a', 'a'],
    records: [record('a', 'unknown', null), record('a', 'stored', '2')],
  },
  {
    name: 'a request lost on the way there',
    settled: true,
    ledger: [],
    ordered: ['a'],
    records: [record('a', 'unknown', null)],
  },
  {
    name: 'a rejected order',
    settled: true,
    ledger: [],
    ordered: ['a'],
    records: [record('a', 'rejected', null)],
  },
  {
    name: 'an order not sent',
    settled: true,
    ledger: [],
    ordered: ['a'],
    records: [record('a', 'intended', null)],
  },
  {
    name: 'an order taken back before it was sent',
    settled: true,
    ledger: [],
    ordered: ['a'],
    records: [record('a', 'cancelled', null)],
  },
  {
    name: 'under way',
    ledger: [paid('a', '1', 'in_queue')],
    ordered: ['a'],
    records: [record('a', 'accepted', '1')],
  },
  {
    name: 'being submitted',
    ledger: [paid('a', '1', 'in_queue')],
    ordered: ['a'],
    records: [record('a', 'submitting', null)],
  },
  {
    name: 'done and not yet fetched',
    ledger: [paid('a', '1')],
    ordered: ['a'],
    records: [record('a', 'finished', '1')],
  },
  {
    name: 'failed',
    settled: true,
    ledger: [paid('a', '1', 'failed')],
    ordered: ['a'],
    records: [record('a', 'failed', '1')],
  },
  {
    name: 'done and lost for good',
    settled: true,
    ledger: [paid('a', '1')],
    ordered: ['a'],
    records: [record('a', 'failed', '1')],
  },
  {
    name: 'cancelled',
    settled: true,
    ledger: [paid('a', '1', 'cancelled')],
    ordered: ['a'],
    records: [record('a', 'cancelled', '1')],
  },
  {
    name: 'no seed is seed 0',
    ledger: [paid('a', '1', 'completed', null)],
    ordered: ['a'],
    records: [record('a', 'stored', '1', 0)],
  },
];

const wrong: readonly (Case & { readonly says: RegExp })[] = [
  {
    name: 'paid twice for one order',
    ledger: [paid('a', '1'), paid('a', '2')],
    ordered: ['a'],
    records: [record('a', 'stored', '1'), record('a', 'stored', '2')],
    says: /Paid 2 times for 'a', which was ordered 1 times/u,
  },
  {
    name: 'paid unasked',
    ledger: [paid('a', '1')],
    ordered: [],
    records: [record('a', 'stored', '1')],
    says: /nobody ordered/u,
  },
  { name: 'ordered and forgotten', ledger: [], ordered: ['a'], records: [], says: /no record says why/u },
  {
    name: 'ordered and said to have failed without an id',
    ledger: [],
    ordered: ['a'],
    records: [record('a', 'failed', null)],
    says: /no record says why/u,
  },
  {
    name: 'one excuse for two orders',
    ledger: [],
    ordered: ['a', 'a'],
    records: [record('a', 'rejected', null)],
    says: /ordered 2 times and paid for 0 times/u,
  },
  {
    name: 'an excuse that belongs to a paid job',
    ledger: [paid('a', '1')],
    ordered: ['a', 'a'],
    records: [record('a', 'unknown', null)],
    says: /ordered 2 times and paid for 1 times/u,
  },
  {
    name: 'paid and lost',
    ledger: [paid('a', '1')],
    ordered: ['a'],
    records: [],
    says: /No record has the paid job 1/u,
  },
  {
    name: 'paid and said to be rejected',
    ledger: [paid('a', '1')],
    ordered: ['a'],
    records: [record('a', 'rejected', null)],
    says: /No record has the paid job 1 \('a'\); one says 'rejected'/u,
  },
  {
    name: 'paid and said to be rejected, with its id',
    ledger: [paid('a', '1')],
    ordered: ['a'],
    records: [record('a', 'rejected', '1')],
    says: /says 'rejected'; the service says 'completed'/u,
  },
  {
    name: 'paid and said not to be sent',
    ledger: [paid('a', '1')],
    ordered: ['a'],
    records: [record('a', 'intended', null)],
    says: /one says 'intended'/u,
  },
  {
    name: 'one job in two records',
    ledger: [paid('a', '1')],
    ordered: ['a'],
    records: [record('a', 'stored', '1'), record('a', 'stored', '1')],
    says: /2 records have the paid job 1/u,
  },
  {
    name: 'one lost answer for two jobs',
    ledger: [paid('a', '1'), paid('a', '2')],
    ordered: ['a', 'a'],
    records: [record('a', 'unknown', null)],
    says: /No record has the paid job 2/u,
  },
  {
    name: 'a lost answer with another seed',
    ledger: [paid('a', '1')],
    ordered: ['a'],
    records: [record('a', 'unknown', null, 6)],
    says: /No record has the paid job 1/u,
  },
  {
    name: 'another prompt in the record',
    ledger: [paid('a', '1')],
    ordered: ['a'],
    records: [record('b', 'stored', '1')],
    says: /says 'b' with seed 5/u,
  },
  {
    name: 'another seed in the record',
    ledger: [paid('a', '1')],
    ordered: ['a'],
    records: [record('a', 'stored', '1', 6)],
    says: /with seed 6; seed 5 was paid for/u,
  },
  {
    name: 'an id from nowhere',
    ledger: [],
    ordered: [],
    records: [record('a', 'accepted', '9')],
    says: /9, which the service never gave/u,
  },
  {
    name: 'accepted without an id',
    ledger: [],
    ordered: [],
    records: [record('a', 'accepted', null)],
    says: /has no id/u,
  },
  {
    name: 'stored before it was done',
    ledger: [paid('a', '1', 'in_progress')],
    ordered: ['a'],
    records: [record('a', 'stored', '1')],
    says: /says 'stored'; the service says 'in_progress'/u,
  },
  {
    name: 'said to be cancelled and not cancelled',
    ledger: [paid('a', '1')],
    ordered: ['a'],
    records: [record('a', 'cancelled', '1')],
    says: /says 'cancelled'; the service says 'completed'/u,
  },
  {
    name: 'cancelled and said to have failed',
    ledger: [paid('a', '1', 'cancelled')],
    ordered: ['a'],
    records: [record('a', 'failed', '1')],
    says: /says 'failed'; the service says 'cancelled'/u,
  },
  ...(['accepted', 'finished', 'unknown'] as const).map((step) => ({
    name: `settled, and still ${step}`,
    settled: true,
    ledger: [paid('a', '1')],
    ordered: ['a'],
    records: [record('a', step, '1')],
    says: new RegExp(`says '${step}'; the service says 'completed'`, 'u'),
  })),
  {
    name: 'settled, and still submitting',
    settled: true,
    ledger: [],
    ordered: ['a'],
    records: [record('a', 'submitting', null)],
    says: /still says 'submitting'/u,
  },
];

describe('the check of the ledger', () => {
  test.each(fine)('finds nothing wrong: $name', (check) => {
    expect(checkLedger(check)).toEqual([]);
  });

  test.each(wrong)('finds what is wrong: $name', ({ says, ...check }) => {
    expect(checkLedger(check).join('\n')).toMatch(says);
  });
});
