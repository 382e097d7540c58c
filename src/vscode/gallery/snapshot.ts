import * as vscode from 'vscode';
import type { Browsing } from '../../history/browsing.ts';
import { idOf, savedFileOf, type HistoryEntry } from '../../history/entries.ts';
import { isEverything } from '../../history/matches.ts';
import { mostCarried } from '../../pictureTransfer.ts';
import type { Finding, Snapshot, Viewed, ViewedPictures } from '../../protocol.ts';
import type { GenerationRecord } from '../../records/generationRecord.ts';
import { pictureFacts } from './pictureFacts.ts';
import { failedMatter, openMatter, runningJob, type JobSurroundings } from './shownJobs.ts';
import { shownPicture, type PictureSurroundings } from './shownPicture.ts';
import { shownVariations } from './shownVariations.ts';

/** What a snapshot is made of. */
export interface GalleryState extends PictureSurroundings, JobSurroundings {
  readonly open: readonly GenerationRecord[];
  readonly history: readonly GenerationRecord[];
  readonly hasMore: boolean;
  /** How the person looks at the history. */
  readonly browsing: Browsing;
  readonly spent: string | null;
  readonly deleted: string | null;
  readonly notice: Snapshot['notice'];
  readonly words: Snapshot['words'];
}

/** The gallery as it is at this moment: a view of the records. */
export function snapshotOf(state: GalleryState): Snapshot {
  const { open, history, hasMore, browsing, spent, notice, deleted, words } = state;
  const { all, entries } = browsing.found();
  const { first, end } = browsing.range;
  const [newest] = all;
  const selected = browsing.selected();
  const unsaved = isEverything(browsing.query) ? all.filter((entry) => canBeSaved(entry, state)).length : 0;
  return {
    running: open.flatMap((record) => runningJob(record, state) ?? []),
    matters: [
      ...open.flatMap((record) => openMatter(record, state.phaseOf(record.id)) ?? []),
      ...history.flatMap(failedMatter),
    ],
    days: browsing.days.counts(entries),
    first,
    pictures: entries.slice(first, end).map((entry) => shownPicture(entry, state)),
    newest: newest === undefined ? null : { generation: newest.record.id, prompt: newest.record.altText },
    finding: findingOf(state),
    hasMore,
    selected: selected.length,
    carried: selected.length > mostCarried ? [] : selected.map(idOf),
    viewed: viewedIn(state),
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

function canBeSaved(entry: HistoryEntry, { unshown }: GalleryState): boolean {
  const { record, picture } = entry;
  return picture.path !== null && savedFileOf(entry) === null && unshown(record.id, picture.index) !== 'gone';
}

function viewedIn(state: GalleryState): Viewed | null {
  const grid = state.browsing.viewedVariations();
  return grid === null ? viewedPictures(state) : shownVariations(grid, state);
}

function viewedPictures(state: GalleryState): ViewedPictures | null {
  const { browsing } = state;
  const viewed = browsing.viewed();
  const [one] = viewed;
  if (one === undefined) {
    return null;
  }
  const entries = browsing.viewable();
  const beside = viewed.length > 1 ? [] : [entries[one.place - 1], entries[one.place + 1]];
  return {
    kind: 'pictures',
    pictures: viewed.map(({ entry }) => ({ ...shownPicture(entry, state), facts: pictureFacts(entry) })),
    place: one.place + 1,
    count: entries.length,
    neighbours: beside.flatMap((entry) =>
      entry === undefined ? [] : (shownPicture(entry, state).source ?? []),
    ),
  };
}

/** Null where there is nothing to look for. */
function findingOf({ browsing, target, hasMore }: GalleryState): Finding | null {
  const { all, entries } = browsing.found();
  const isNarrow = !isEverything(browsing.query);
  if (all.length === 0 && !isNarrow) {
    return null;
  }
  const models = [...new Set(all.map(({ record }) => record.request.model))].sort();
  return {
    found: isNarrow ? foundText(entries.length, hasMore) : null,
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
