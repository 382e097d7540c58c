import { basename } from 'node:path/posix';
import * as vscode from 'vscode';
import type { Browsing } from '../../history/browsing.ts';
import { isStarred, savedFileOf, type HistoryEntry } from '../../history/entries.ts';
import type { Choice, PictureAction, PictureId, ShownPicture } from '../../protocol.ts';
import type { GenerationRecord, StoredPicture } from '../../records/generationRecord.ts';
import { dollars } from '../words/money.ts';
import type { Unshown } from './shownSources.ts';

/** What has to do with a picture, besides itself. */
export interface PictureSurroundings {
  readonly browsing: Pick<Browsing, 'found' | 'isSelected'>;
  /** The name of the document that 'Insert' means, or null. */
  readonly target: string | null;
  /** Where the page finds a picture of our store; null where our store has it no more. */
  readonly sourceOf: (generation: string, picture: StoredPicture) => string | null;
  /** Where the page finds a small copy of a picture; null where there is none. */
  readonly thumbnailOf: (picture: PictureId) => string | null;
  /** Where the page finds a file of the person's; null where it may not look. */
  readonly savedSourceOf: (file: string) => string | null;
  /** Why the page does not show a picture; null where it does. */
  readonly unshown: (generation: string, index: number) => Unshown | null;
}

/** A picture as the page shows it, with all that can be done with it. */
export function shownPicture(
  entry: HistoryEntry,
  { unshown, sourceOf, thumbnailOf, savedSourceOf, target, browsing }: PictureSurroundings,
): ShownPicture {
  const { record, picture } = entry;
  const { id, altText } = record;
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
    thumbnail: source === null ? null : thumbnailOf({ generation: id, index }),
    width,
    height,
    details: detailsOf(record, picture),
    isSelected: browsing.isSelected({ generation: id, index }),
    saved: saved === null ? null : { label: vscode.workspace.asRelativePath(vscode.Uri.parse(saved)) },
    missing: isGone
      ? vscode.l10n.t('The image is gone from this computer.')
      : vscode.l10n.t('The image cannot be shown here.'),
    choices: [
      ...(isGone ? [] : replacing(record)),
      ...choicesFor(!isGone, isStarred(entry), target),
      ...(browsing.found().variations.has(record.order.id) ? [showVariations()] : []),
    ],
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

function showVariations(): Choice<PictureAction> {
  return { action: 'showVariations', title: vscode.l10n.t('Show Variations') };
}

function choicesFor(isThere: boolean, hasStar: boolean, target: string | null): Choice<PictureAction>[] {
  const star: Choice<PictureAction> = hasStar
    ? { action: 'unstar', title: vscode.l10n.t('Remove Star') }
    : { action: 'star', title: vscode.l10n.t('Star') };
  const again = { action: 'generateAgain', title: vscode.l10n.t('Generate Again') } as const;
  const settings = { action: 'useSettings', title: vscode.l10n.t('Use These Settings') } as const;
  const remove = { action: 'delete', title: vscode.l10n.t('Delete') } as const;
  if (!isThere) {
    return [{ action: 'fetchAgain', title: vscode.l10n.t('Download Again') }, again, settings, remove];
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
    settings,
    { action: 'open', title: vscode.l10n.t('Open Image') },
    { action: 'saveAs', title: vscode.l10n.t('Save As…') },
    remove,
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
