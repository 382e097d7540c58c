import { basename } from 'node:path/posix';
import * as vscode from 'vscode';
import type { FailureKind } from '../../failure.ts';
import type { Phase } from '../../generation/outcome.ts';
import { entriesOf, isStarred, savedFileOf, type HistoryEntry } from '../../history/entries.ts';
import { isEverything, matcherOf } from '../../history/matches.ts';
import type {
  Choice,
  Fact,
  Finding,
  HistoryQuery,
  JobAction,
  OpenMatter,
  PictureAction,
  RunningJob,
  ShownPicture,
  Snapshot,
} from '../../protocol.ts';
import type { GenerationRecord, StoredPicture } from '../../records/generationRecord.ts';
import * as failures from '../words/failures.ts';
import { dollars } from '../words/money.ts';
import { phaseText } from '../words/progress.ts';
import type { Unshown } from './shownSources.ts';

/** What a snapshot is made of. */
export interface GalleryState {
  readonly open: readonly GenerationRecord[];
  readonly history: readonly GenerationRecord[];
  readonly hasMore: boolean;
  /** Which of the history's pictures are wanted. */
  readonly query: HistoryQuery;
  /** Whether the document that the person works in links one of some files. */
  readonly isLinked: (files: readonly string[]) => boolean;
  /** Where a generation is that this window carries on, or null. */
  readonly phaseOf: (id: string) => Phase | null;
  /** The name of the document that 'Insert' means, or null. */
  readonly target: string | null;
  /** Where the page finds a picture of our store; null where our store has it no more. */
  readonly sourceOf: (generation: string, picture: StoredPicture) => string | null;
  /** Where the page finds a file of the person's; null where it may not look. */
  readonly savedSourceOf: (file: string) => string | null;
  /** Why the page does not show a picture; null where it does. */
  readonly unshown: (generation: string, index: number) => Unshown | null;
  readonly spent: string | null;
  readonly deleted: string | null;
  readonly notice: Snapshot['notice'];
  readonly words: Snapshot['words'];
}

/** The gallery as it is at this moment: a view of the records. */
export function snapshotOf(state: GalleryState): Snapshot {
  const { open, history, hasMore, spent, notice, deleted, words, query } = state;
  const entries = entriesOf([...open, ...history]);
  const matches = matcherOf(query, state.isLinked);
  const pictures = entries.filter(matches).map((entry) => shownPicture(entry, state));
  const unsaved = isEverything(query)
    ? pictures.filter((picture) => picture.saved === null && picture.source !== null).length
    : 0;
  const [newest] = entries;
  return {
    running: open.flatMap((record) => runningJob(record, state.phaseOf(record.id)) ?? []),
    matters: [
      ...open.flatMap((record) => openMatter(record, state.phaseOf(record.id)) ?? []),
      ...history.flatMap(failedMatter),
    ],
    pictures,
    newest: newest === undefined ? null : { generation: newest.record.id, prompt: newest.record.altText },
    finding: findingOf(entries, pictures.length, state),
    hasMore,
    spent,
    unsaved: unsaved < 2 ? null : { action: 'saveAll', title: vscode.l10n.t('Save All ({0})', unsaved) },
    notice,
    words,
    deleted:
      deleted === null
        ? null
        : { text: deleted, undo: { action: 'undoDelete', title: vscode.l10n.t('Undo') } },
  };
}

function runningJob(
  { id, altText, createdAt, state, paused }: GenerationRecord,
  phase: Phase | null,
): RunningJob | null {
  const job = { generation: id, prompt: altText, since: Date.parse(createdAt) };
  if (phase !== null) {
    return { ...job, state: phaseText(phase), cancel: { action: 'cancel', title: vscode.l10n.t('Cancel') } };
  }
  const elsewhere = paused === null && ['submitting', 'accepted', 'finished'].includes(state.step);
  return elsewhere ? { ...job, state: vscode.l10n.t('In another window…'), cancel: null } : null;
}

/** What is open, and waits for the person. */
function openMatter(
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

function failedMatter({
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

/** Null where there is nothing to look for. */
function findingOf(
  entries: readonly HistoryEntry[],
  found: number,
  { query, target, hasMore }: GalleryState,
): Finding | null {
  const isNarrow = !isEverything(query);
  if (entries.length === 0 && !isNarrow) {
    return null;
  }
  const models = [...new Set(entries.map(({ record }) => record.request.model))].sort();
  return {
    found: isNarrow ? foundText(found, hasMore) : null,
    models: models.length > 1 ? models : [],
    inDocument:
      target === null
        ? null
        : vscode.l10n.t({
            message: 'In {0}',
            args: [target],
            comment: ['{0} is the name of a document: the images that it shows'],
          }),
  };
}

/** While older ones are still to be looked through, nobody knows how many there are. */
function foundText(found: number, hasMore: boolean): string {
  if (hasMore) {
    return vscode.l10n.t('{0} or more images found', found);
  }
  return found === 1 ? vscode.l10n.t('1 image found') : vscode.l10n.t('{0} images found', found);
}

function shownPicture(
  entry: HistoryEntry,
  { unshown, sourceOf, savedSourceOf, target }: GalleryState,
): ShownPicture {
  const { record, picture } = entry;
  const { id, altText, createdAt } = record;
  const { index, width, height } = picture;
  const saved = savedFileOf(entry);
  const why = unshown(id, index);
  const stored = why === null ? sourceOf(id, picture) : null;
  const source = stored ?? (saved === null ? null : savedSourceOf(saved));
  const isGone = source === null && why !== 'cannotBeShown';
  return {
    generation: id,
    index,
    prompt: altText,
    source,
    width,
    height,
    details: detailsOf(record, picture),
    facts: factsOf(record, picture),
    createdAt,
    saved: saved === null ? null : { label: vscode.workspace.asRelativePath(vscode.Uri.parse(saved)) },
    missing: isGone
      ? vscode.l10n.t('The image is gone from this computer.')
      : vscode.l10n.t('The image cannot be shown here.'),
    choices: [...(isGone ? [] : replacing(record)), ...choicesFor(!isGone, isStarred(entry), target)],
  };
}

/** A picture that was ordered for the place of another waits for the person's word; until then nothing is replaced. */
function replacing({ delivery, replaced }: GenerationRecord): Choice<PictureAction>[] {
  if (replaced !== undefined) {
    const name = basename(vscode.Uri.parse(replaced.file).path);
    return [{ action: 'putBack', title: vscode.l10n.t('Put the Old {0} Back', name) }];
  }
  if (delivery.kind === 'insert' || delivery.replaces === undefined) {
    return [];
  }
  const name = basename(vscode.Uri.parse(delivery.replaces).path);
  return [{ action: 'replace', title: vscode.l10n.t('Replace {0}', name) }];
}

function choicesFor(isThere: boolean, hasStar: boolean, target: string | null): Choice<PictureAction>[] {
  const star: Choice<PictureAction> = hasStar
    ? { action: 'unstar', title: vscode.l10n.t('Remove Star') }
    : { action: 'star', title: vscode.l10n.t('Star') };
  const again = { action: 'generateAgain', title: vscode.l10n.t('Generate Again') } as const;
  const remove = { action: 'delete', title: vscode.l10n.t('Delete') } as const;
  if (!isThere) {
    return [{ action: 'fetchAgain', title: vscode.l10n.t('Download Again') }, again, remove];
  }
  return [
    { action: 'save', title: vscode.l10n.t('Save to Workspace') },
    {
      action: 'insert',
      title:
        target === null
          ? vscode.l10n.t('Insert into Document')
          : vscode.l10n.t({
              message: 'Insert into {0}',
              args: [target],
              comment: ['{0} is the name of a document'],
            }),
    },
    { action: 'copyLink', title: vscode.l10n.t('Copy Link') },
    star,
    again,
    { action: 'open', title: vscode.l10n.t('Open Image') },
    { action: 'saveAs', title: vscode.l10n.t('Save As…') },
    remove,
  ];
}

/** What a picture was made by, for those who want to know all of it. */
function factsOf(
  { altText, request, state }: GenerationRecord,
  { index, count, width, height, type }: StoredPicture,
): Fact[] {
  const cost = state.step === 'stored' ? state.cost : null;
  return [
    // The prompt stands beside it as the picture's text, unless a style was added.
    ...(request.prompt === altText ? [] : [{ name: vscode.l10n.t('Full prompt'), value: request.prompt }]),
    { name: vscode.l10n.t('Size'), value: `${width} × ${height}` },
    { name: vscode.l10n.t('Steps'), value: String(request.numInferenceSteps) },
    { name: vscode.l10n.t('Seed'), value: String(request.seed) },
    ...(count > 1
      ? [{ name: vscode.l10n.t('Image'), value: vscode.l10n.t('{0} of {1}', index, count) }]
      : []),
    { name: vscode.l10n.t('Format'), value: type.toUpperCase() },
    { name: vscode.l10n.t('Model'), value: request.model },
    ...(cost === null ? [] : [{ name: vscode.l10n.t('Cost'), value: dollars(cost) }]),
  ];
}

/** Of several pictures of one request nobody knows the seed of each: the request's is told, with the place in it. */
function detailsOf(
  { request, state }: GenerationRecord,
  { index, count, width, height }: StoredPicture,
): string {
  const parts = [
    `${width} × ${height}`,
    request.numInferenceSteps === 1
      ? vscode.l10n.t('1 step')
      : vscode.l10n.t('{0} steps', request.numInferenceSteps),
    vscode.l10n.t('seed {0}', request.seed),
  ];
  if (count > 1) {
    parts.push(vscode.l10n.t('image {0} of {1}', index, count));
  }
  if (state.step === 'stored' && state.cost !== null) {
    parts.push(dollars(state.cost));
  }
  return parts.join(' · ');
}
