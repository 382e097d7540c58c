import { findPlace, type Range } from '../documents/keptPlace.ts';
import type { Waiting } from './waiting.ts';
import type { DocumentNow, Workspace } from './workspace.ts';

/** Where a picture's place stands now; null where it is gone. */
export function placeIn(now: DocumentNow, { record }: Waiting, workspace: Workspace): Range | null {
  const followed = workspace.followedPlace(record.id);
  const found = findPlace(now.text, record.delivery.place);
  // What replaced the whole document, as some formatters do, took the followed place with it.
  const within =
    found !== null && followed !== null && found.start >= followed.start && found.end <= followed.end;
  return within ? found : (followed ?? found);
}
