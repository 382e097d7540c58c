import * as vscode from 'vscode';
import type { FailureKind } from '../../failure.ts';
import type { Phase } from '../../generation/outcome.ts';
import type { Choice, JobAction, OpenMatter, RunningJob } from '../../protocol.ts';
import type { GenerationRecord } from '../../records/generationRecord.ts';
import * as failures from '../words/failures.ts';
import { phaseText } from '../words/progress.ts';

export interface JobSurroundings {
  /** Where a generation is that this window carries on, or null. */
  readonly phaseOf: (id: string) => Phase | null;
}

/** What is carried on here or in another window; null for anything else. */
export function runningJob(
  { id, altText, createdAt, state, paused }: GenerationRecord,
  { phaseOf }: JobSurroundings,
): RunningJob | null {
  const phase = phaseOf(id);
  const job = { generation: id, prompt: altText, since: Date.parse(createdAt) };
  if (phase !== null) {
    return { ...job, state: phaseText(phase), cancel: { action: 'cancel', title: vscode.l10n.t('Cancel') } };
  }
  const elsewhere = paused === null && ['submitting', 'accepted', 'finished'].includes(state.step);
  return elsewhere ? { ...job, state: vscode.l10n.t('In another window…'), cancel: null } : null;
}

/** What is open, and waits for the person. */
export function openMatter(
  { id, altText, state, paused }: GenerationRecord,
  phase: Phase | null,
): OpenMatter | null {
  if (phase !== null) {
    return null;
  }
  const matter = { generation: id, prompt: altText } as const;
  switch (state.step) {
    case 'intended': {
      const { severity, actions } = failures.notSent([]);
      return { ...matter, severity, sentence: failures.notSentSentence(), choices: actions.map(asChoice) };
    }
    case 'unknown': {
      const { severity, actions } = failures.outcomeUnknown(state.failure.kind, []);
      const sentence = failures.unknownSentence(state.failure.kind);
      return { ...matter, severity, sentence, choices: actions.map(asChoice) };
    }
    case 'accepted':
    case 'finished': {
      if (paused === null) {
        return null;
      }
      const { severity, actions } = failures.pausedForNow(paused.kind, []);
      return {
        ...matter,
        severity,
        sentence: failures.pausedSentence(paused.kind),
        choices: actions.map(asChoice),
      };
    }
    case 'rejected':
    case 'failed':
      return failedMatter({ id, altText, state })[0] ?? null;
    case 'submitting':
    case 'stored':
    case 'cancelled':
      return null;
  }
}

/** What failed for good: it is told until the person has seen it. */
export function failedMatter({
  id,
  altText,
  state,
}: Pick<GenerationRecord, 'id' | 'altText' | 'state'>): OpenMatter[] {
  if (state.step !== 'rejected' && state.step !== 'failed') {
    return [];
  }
  const { kind }: { kind: FailureKind } = state.failure;
  return [
    {
      generation: id,
      prompt: altText,
      severity: 'error',
      sentence: failures.sentence(kind),
      choices: failures.stepsAfterFailure(kind).map(asChoice),
    },
  ];
}

function asChoice({ id, title }: { readonly id: JobAction; readonly title: string }): Choice<JobAction> {
  return { action: id, title };
}
