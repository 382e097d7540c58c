import { findPlace, type Range } from '../documents/keptPlace.ts';
import type { Waiting } from './waiting.ts';
import type { DocumentNow, Workspace } from './workspace.ts';

/** Where a picture's place stands now; null where it is gone. */
export function placeIn(now: DocumentNow, { record }: Waiting, workspace: Workspace): Range | null {
  return workspace.followedPlace(record.id) ?? findPlace(now.text, record.delivery.place);
}
