import { languageOf } from '../documents/documentLanguage.ts';
import { insertAfter, insertInstead } from '../documents/insertionPoint.ts';
import { findPlace, type PlannedEdit, type Range } from '../documents/keptPlace.ts';
import type { Prepared } from './preparePictures.ts';
import type { Waiting } from './waiting.ts';
import type { DocumentNow, Workspace } from './workspace.ts';

/** The changes of the document's text. Null where a place is gone by now. */
export function planEdit(
  now: DocumentNow,
  prepared: readonly Prepared[],
  workspace: Workspace,
): PlannedEdit[] | null {
  const { text, endOfLine } = now;
  const context = { text, endOfLine, language: languageOf(now) };
  const changes: PlannedEdit[] = [];
  for (const { waiting, picture } of prepared) {
    const range = placeIn(now, waiting, workspace);
    if (range === null) {
      return null;
    }
    const { position, place } = waiting.record.delivery;
    // What the person wrote since must not be replaced unseen.
    const unchanged = text.slice(range.start, range.end) === place.text;
    changes.push(
      ...(position === 'replace' && unchanged
        ? insertInstead(context, range, picture)
        : [insertAfter(context, range, picture)]),
    );
  }
  return changes;
}

/** Where a picture's place stands now; null where it is gone. */
export function placeIn(now: DocumentNow, { record }: Waiting, workspace: Workspace): Range | null {
  const followed = workspace.followedPlace(record.id);
  const found = findPlace(now.text, record.delivery.place);
  // What replaced the whole document, as some formatters do, took the followed place with it.
  const within =
    found !== null && followed !== null && found.start >= followed.start && found.end <= followed.end;
  return within ? found : (followed ?? found);
}
