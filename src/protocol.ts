/**
 * The messages between the gallery's page and its host. Types only: the page has no code of the host's, and the host
 * parses what the page sends. The host posts whole snapshots, never changes of one, since a hidden page keeps only the
 * newest message; the page posts what the person wants, with ids.
 */

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
  | 'star'
  | 'unstar';

/** What a person can do with several pictures at once. */
export type SeveralAction = 'copyLinks' | 'delete' | 'export' | 'save' | 'star';

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
  | { readonly type: 'ready'; readonly query: HistoryQuery }
  | { readonly type: 'find'; readonly query: HistoryQuery }
  | { readonly type: 'job'; readonly action: JobAction; readonly generation: string }
  | {
      readonly type: 'picture';
      readonly action: PictureAction;
      readonly generation: string;
      readonly index: number;
    }
  | { readonly type: 'several'; readonly action: SeveralAction; readonly pictures: readonly PictureId[] }
  | { readonly type: 'gallery'; readonly action: GalleryAction }
  /** The end of the list comes into sight: more of the history is wanted. */
  | { readonly type: 'more'; readonly shown: number }
  /** The picture did not load: its file is gone or damaged. */
  | { readonly type: 'unloadable'; readonly generation: string; readonly index: number }
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
  readonly width: number;
  readonly height: number;
  /** Size, steps, seed, cost… as one line. */
  readonly details: string;
  /** The same and more, each with its name: what is compared. */
  readonly facts: readonly Fact[];
  readonly createdAt: string;
  readonly saved: { readonly label: string } | null;
  /** What stands in the place of a picture that cannot be shown. */
  readonly missing: string;
  readonly choices: readonly Choice<PictureAction>[];
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

export interface Snapshot {
  readonly running: readonly RunningJob[];
  readonly matters: readonly OpenMatter[];
  readonly pictures: readonly ShownPicture[];
  readonly hasMore: boolean;
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
