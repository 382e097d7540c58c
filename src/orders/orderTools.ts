import type { Workspace } from '../delivery/workspace.ts';
import type { Range } from '../documents/keptPlace.ts';
import type { Clock } from '../generation/clock.ts';
import type { Generations } from '../generation/generations.ts';
import type { ImageService } from '../generation/service.ts';
import type { RecordBook } from '../records/recordBook.ts';
import type { RecordStore } from '../records/recordStore.ts';
import type { OrderResult } from './orderResult.ts';
import type { OrderView } from './orderView.ts';

/** What orders are carried out with. */
export interface OrderTools {
  readonly book: RecordBook;
  readonly store: Pick<RecordStore, 'readPicture'>;
  readonly generations: Generations;
  readonly workspace: Workspace;
  readonly places: Places;
  readonly clock: Clock;
  readonly log: OrderLog;
  readonly view: OrderView;
  /** A message may stand for hours: an order does not wait for it. */
  readonly tell: (result: OrderResult) => Promise<void>;
  readonly service: (apiBaseUrl: string) => ImageService;
  /** What tells windows on this workspace from the others. */
  readonly workspaceKey: () => string;
}

/** Places in documents that follow every edit, each under the id of its generation. */
export interface Places {
  follow(key: string, document: string, range: Range): void;
  forget(key: string): void;
}

/** Where the details go of what the person is told in a sentence. */
interface OrderLog {
  info(message: string): void;
  warn(message: string): void;
  error(message: string, error: unknown): void;
}
