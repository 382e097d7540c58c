import { l10n } from 'vscode';
import type { FailureKind } from '../failure.ts';
import type { RunOutcome } from '../generation/outcome.ts';
import type { OrderResult } from '../orders/orderResult.ts';
import { fillingOf } from '../records/generationRecord.ts';
import { pictureGone, reasonNotInserted } from './words/deliveries.ts';
import { needsAccount } from './words/failures.ts';
import { subject, type Message } from './words/message.ts';
import { inPlace, summaryActions, trouble, type SummaryAction, type Trouble } from './words/missing.ts';

export interface FillSummary {
  readonly message: Message<SummaryAction>;
  /** What 'Try Again' orders anew, or goes on with where the service has it. */
  readonly failed: readonly string[];
}

/** Whether an order was for missing pictures, and for nothing else. */
export function isFillOrder({ ended }: OrderResult): boolean {
  return ended.length > 0 && ended.every(({ record }) => fillingOf(record.delivery) !== null);
}

/** One message for all that became of an order of missing pictures; null where nothing is left to be told. */
export function fillSummary({ ended, delivered }: OrderResult): FillSummary | null {
  const told = ended.filter(({ outcome }) => !['cancelled', 'suspended'].includes(outcome.outcome));
  const done = delivered.filter(({ outcome }) => outcome === 'inserted').length;
  if (told.length === 0) {
    return null;
  }
  const troubles = [...Map.groupBy(told, ({ outcome }) => groupOf(outcome)).entries()].flatMap(
    ([, group]): (Trouble & { readonly ids: readonly string[] })[] => {
      const found = group[0] === undefined ? null : failureOf(group[0].outcome);
      const prompts = group.map(({ record }) => record.altText);
      return found === null
        ? []
        : [{ ...found, subject: subject(prompts), ids: group.map(({ record }) => record.id) }];
    },
  );
  const sentences = [
    inPlace(done, ended.length),
    ...troubles.map(trouble),
    ...delivered.flatMap((each) => {
      switch (each.outcome) {
        case 'inserted':
          return [];
        case 'notInserted':
          return [
            `${subject([each.waiting.record.altText])} ${reasonNotInserted(each.why)} ${l10n.t('The image is kept.')}`,
          ];
        case 'pictureGone':
          return [`${subject([each.record.altText])} ${pictureGone().text}`];
      }
    }),
  ];
  const kinds = troubles.map(({ kind }) => kind);
  const failed = troubles.filter(({ outcome }) => outcome !== 'unknown').flatMap(({ ids }) => ids);
  return {
    message: {
      severity: sentences.length === 1 ? 'information' : 'warning',
      text: sentences.join(' '),
      actions: summaryActions(actionsFor(kinds, failed)),
    },
    failed,
  };
}

function actionsFor(kinds: readonly FailureKind[], failed: readonly string[]): SummaryAction[] {
  const token = kinds.some(needsAccount) ? (['setToken'] as const) : [];
  const credit = kinds.includes('noCredit') ? (['addCredit'] as const) : [];
  return [...token, ...credit, ...(failed.length > 0 ? (['tryAgain'] as const) : []), 'showGallery'];
}

function failureOf(outcome: RunOutcome): Omit<Trouble, 'subject'> | null {
  switch (outcome.outcome) {
    case 'rejected':
    case 'failed':
      return { outcome: 'ended', kind: outcome.failure.kind };
    case 'paused':
    case 'unknown':
      return { outcome: outcome.outcome, kind: outcome.failure.kind };
    case 'stored':
    case 'cancelled':
    case 'suspended':
    case 'notRecorded':
      return null;
  }
}

function groupOf(outcome: RunOutcome): string {
  const failure = failureOf(outcome);
  return failure === null ? outcome.outcome : `${outcome.outcome} ${failure.kind}`;
}
