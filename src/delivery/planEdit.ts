import { languageOf } from '../documents/documentLanguage.ts';
import { insertAfter, insertInstead } from '../documents/insertionPoint.ts';
import type { PlannedEdit } from '../documents/keptPlace.ts';
import { fillChanges } from './fillLinks.ts';
import { placeIn } from './placeIn.ts';
import type { Prepared } from './preparePictures.ts';
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
  for (const { waiting, picture, file } of prepared) {
    const { position, place } = waiting.record.delivery;
    const filled =
      typeof position === 'object'
        ? fillChanges(now, { waiting, file, newPath: picture.path }, workspace)
        : null;
    const range = placeIn(now, waiting, workspace);
    if (filled !== null) {
      changes.push(...filled);
      continue;
    }
    if (range === null) {
      return null;
    }
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
