/**
 * The messages between the gallery's page and its host. Types only: the page has no code of the host's, and the host
 * parses what the page sends. The host posts whole snapshots, never changes of one, since a hidden page gets nothing, and
 * is made anew when it is shown; what else is posted it can do without. The page posts what the person wants, with ids.
 */
import type { PictureRange } from './pictureRange.ts';

/** What a person can do with a job that runs, or that waits for a decision. */
export type JobAction =
  | 'addCredit'
  | 'cancel'
  | 'discard'
  | 'dismiss'
  | 'keepWaiting'
  | 'openRunComfy'
  | 'remove'
  | 'sendNow'
  | 'setToken'
  | 'showLog'
  | 'submitAgain'
  | 'tryAgain';

/** What a person can do with a picture. */
export type PictureAction =
  | 'copyLink'
  | 'delete'
  | 'fetchAgain'
  | 'generateAgain'
  | 'insert'
  | 'open'
  | 'openSaved'
  | 'putBack'
  | 'replace'
  | 'save'
  | 'saveAs'
  | 'showVariations'
  | 'star'
  | 'unstar'
  | 'useSettings';

/** What a person can do with several pictures at once. */
export type SeveralAction = 'copyLinks' | 'delete' | 'export' | 'insert' | 'save' | 'star';

/** One picture of the history. */
export interface PictureId {
  readonly generation: string;
  /** From 1, of the pictures of the request. */
  readonly index: number;
}

/** What a person can do with the gallery as a whole. */
export type GalleryAction = 'generate' | 'saveAll' | 'setToken' | 'undoDelete';

/** Which pictures of the history are wanted; null where it does not matter. */
export interface HistoryQuery {
  /** Words of the prompt, or the seed. */
  readonly text: string;
  readonly starred: boolean;
  readonly saved: boolean | null;
  readonly shape: 'square' | 'portrait' | 'landscape' | null;
  /** Milliseconds since 1970: what was ordered then or later. The page knows the person's day, the host may not. */
  readonly since: number | null;
  readonly model: string | null;
  /** Only what the document links that the person works in. */
  readonly inDocument: boolean;
}

/** From the page to the host. */
export type Intent =
  /** The time zone is the person's, an IANA name: the host may be in another. */
  | { readonly type: 'ready'; readonly query: HistoryQuery; readonly timeZone: string }
  | { readonly type: 'find'; readonly query: HistoryQuery }
  /** What is in sight, and around it: more of the history is read where it does not suffice. */
  | { readonly type: 'look'; readonly range: PictureRange }
  /** Selects a picture or takes it out again, alone or with all from the one that was touched last. */
  | {
      readonly type: 'select';
      readonly how: 'extend' | 'toggle';
      readonly generation: string;
      readonly index: number;
    }
  | { readonly type: 'selectAll'; readonly isWanted: boolean }
  /** Shows a picture in large. */
  | { readonly type: 'viewPicture'; readonly generation: string; readonly index: number }
  | { readonly type: 'view'; readonly what: 'next' | 'nothing' | 'previous' | 'selected' }
  | { readonly type: 'job'; readonly action: JobAction; readonly generation: string }
  | {
      readonly type: 'picture';
      readonly action: PictureAction;
      readonly generation: string;
      readonly index: number;
    }
  /** With all that are selected. */
  | { readonly type: 'several'; readonly action: SeveralAction }
  | { readonly type: 'gallery'; readonly action: GalleryAction }
  /** The picture, or its small copy, did not load: its file is gone or damaged. */
  | {
      readonly type: 'unloadable';
      readonly generation: string;
      readonly index: number;
      readonly isThumbnail: boolean;
    }
  /** A small copy that the page has made: a WebP file. */
  | {
      readonly type: 'thumbnail';
      readonly generation: string;
      readonly index: number;
      readonly bytes: Uint8Array;
    }
  | {
      readonly type: 'copied';
      readonly generation: string;
      readonly index: number;
      readonly worked: boolean;
    };

/** A button of the page, in the words of the person's language. */
export interface Choice<Action extends string> {
  readonly action: Action;
  readonly title: string;
}

/** A job that runs here or in another window. */
export interface RunningJob {
  readonly generation: string;
  readonly prompt: string;
  /** Where it is: 'In the queue, place 2…'. */
  readonly state: string;
  /** Milliseconds since 1970 when it was ordered. */
  readonly since: number;
  readonly cancel: Choice<'cancel'> | null;
}

/** A job that is not running and has no picture: it failed, or waits for a decision. */
export interface OpenMatter {
  readonly generation: string;
  readonly prompt: string;
  readonly severity: 'information' | 'warning' | 'error';
  readonly sentence: string;
  readonly choices: readonly Choice<JobAction>[];
}

export interface ShownPicture extends PictureId {
  /** What the picture shows in words: its alternative text. */
  readonly prompt: string;
  /** Null where it cannot be shown. */
  readonly source: string | null;
  /** A small copy of it, for where it is shown small; null where none was made. */
  readonly thumbnail: string | null;
  readonly width: number;
  readonly height: number;
  /** Size, steps, seed, cost… as one line. */
  readonly details: string;
  readonly isSelected: boolean;
  readonly saved: { readonly label: string } | null;
  /** What stands in the place of a picture that cannot be shown. */
  readonly missing: string;
  readonly choices: readonly Choice<PictureAction>[];
}

/** A picture that is seen in large, with what was told in `details` and more, each with its name: what is compared. */
export interface ViewedPicture extends ShownPicture {
  readonly facts: readonly Fact[];
}

export interface Fact {
  readonly name: string;
  readonly value: string;
}

/** What can be looked for, and what was found; null while there is nothing to look for. */
export interface Finding {
  /** How many were found, in words; null while everything is shown. */
  readonly found: string | null;
  /** The models that made the pictures, where there are several. */
  readonly models: readonly string[];
  /** The choice of what is linked in the document that the person works in; null where there is none. */
  readonly inDocument: string | null;
}

/** A day of the person's: as ISO 8601 writes its date, and how many pictures of it are found. */
export interface DayCount {
  readonly date: string;
  readonly count: number;
}

/** What is seen in large. */
export type Viewed = ViewedPictures | ViewedVariations;

/** One picture, which of how many it is, or several side by side. */
export interface ViewedPictures {
  readonly kind: 'pictures';
  readonly pictures: readonly ViewedPicture[];
  /** From 1; of the first where there are several. */
  readonly place: number;
  readonly count: number;
  /** Where the pictures before and after are, which may be looked at next. */
  readonly neighbours: readonly string[];
}

/** The pictures of one prompt, as a grid of the settings in which they differ. */
export interface ViewedVariations {
  readonly kind: 'variations';
  readonly prompt: string;
  /** In words, as the rows: 'seed 7'. Empty where one setting differs. */
  readonly columns: readonly string[];
  readonly rows: readonly { readonly title: string; readonly cells: readonly VariationCell[] }[];
}

export interface VariationCell {
  /** The same cell whatever becomes of it. */
  readonly key: string;
  /** The settings of this one: what it is called. */
  readonly title: string;
  readonly picture: ShownPicture | null;
  /** Where there is no picture, why: 'Generating…'. */
  readonly state: string;
}

export interface Snapshot {
  readonly running: readonly RunningJob[];
  readonly matters: readonly OpenMatter[];
  /** The days of all pictures that are found, newest first, as far as the history was read. */
  readonly days: readonly DayCount[];
  /** The place of the first of `pictures` among all that are found, from 0. */
  readonly first: number;
  /** Those that are in sight, and around it. */
  readonly pictures: readonly ShownPicture[];
  /** Whether older ones are still to be looked through. */
  readonly hasMore: boolean;
  /** How many are selected. */
  readonly selected: number;
  /** Those that are selected, where they are few enough to be carried out of the page. */
  readonly carried: readonly PictureId[];
  readonly viewed: Viewed | null;
  /** The newest picture of all, looked for or not; ids of generations sort by their time. */
  readonly newest: { readonly generation: string; readonly prompt: string } | null;
  readonly finding: Finding | null;
  /** What this session cost, as far as it is known; null before anything was paid. */
  readonly spent: string | null;
  readonly unsaved: Choice<'saveAll'> | null;
  /** Something that holds for all: no connection, no token. */
  readonly notice: { readonly text: string; readonly choice: Choice<GalleryAction> | null } | null;
  readonly words: PageWords;
  /** What was deleted last, and can be brought back. */
  readonly deleted: { readonly text: string; readonly undo: Choice<'undoDelete'> } | null;
}

/** From the host to the page. */
export type Post =
  | { readonly type: 'snapshot'; readonly snapshot: Snapshot }
  /** A picture that is shown once its job has ended; by the address that it will have as its source. */
  | {
      readonly type: 'picture';
      readonly address: string;
      /** Null for one that was posted and is not whole. */
      readonly bytes: Uint8Array<ArrayBuffer> | null;
    }
  /** Something that happened and cannot be seen: read to those who do not see the page, shown to the others. */
  | { readonly type: 'announce'; readonly text: string };

/** The page's own words, in the person's language. */
export interface PageWords {
  readonly title: string;
  readonly running: string;
  readonly matters: string;
  readonly pictures: string;
  readonly loadingMore: string;
  readonly empty: string;
  readonly emptyHint: string;
  readonly generate: string;
  readonly copyImage: string;
  readonly elapsed: string;
  readonly ready: string;
  readonly today: string;
  readonly yesterday: string;
  readonly find: FindWords;
  readonly select: SelectWords;
  readonly view: ViewWords;
}

/** The words of what is done with several pictures. */
export interface SelectWords {
  /** The name of the box on each picture. */
  readonly select: string;
  /** With {0} for how many. */
  readonly selected: string;
  readonly all: string;
  readonly none: string;
  readonly compare: string;
  readonly copied: string;
  /** With {0} for how many can be copied at once. */
  readonly tooMany: string;
  readonly choices: readonly Choice<SeveralAction>[];
}

/** The words of the large view, and of pictures side by side. */
export interface ViewWords {
  readonly view: string;
  readonly compare: string;
  readonly previous: string;
  readonly next: string;
  readonly close: string;
  /** With {0} and {1}: which of how many. */
  readonly place: string;
  /** What stands before a fact in which the pictures differ. */
  readonly differs: string;
  readonly variations: string;
}

/** The words of what looks through the history. */
export interface FindWords {
  readonly search: string;
  readonly filters: string;
  readonly starred: string;
  readonly none: string;
  readonly clear: string;
  readonly saved: Labels<'any' | 'yes' | 'no'>;
  readonly shape: Labels<'any' | 'landscape' | 'portrait' | 'square'>;
  readonly period: Labels<'any' | 'month' | 'today' | 'week'>;
  readonly model: { readonly name: string; readonly every: string };
}

/** A list to choose from: its name, and the words of each choice. */
export interface Labels<Choices extends string> {
  readonly name: string;
  readonly choices: readonly { readonly value: Choices; readonly title: string }[];
}
