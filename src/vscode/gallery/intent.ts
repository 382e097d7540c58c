import * as z from 'zod';
import { mostLookedAt } from '../../pictureRange.ts';
import type {
  GalleryAction,
  HistoryQuery,
  Intent,
  JobAction,
  PictureAction,
  SeveralAction,
} from '../../protocol.ts';

const jobActions = [
  'addCredit',
  'cancel',
  'discard',
  'dismiss',
  'keepWaiting',
  'openRunComfy',
  'remove',
  'sendNow',
  'setToken',
  'showLog',
  'submitAgain',
  'tryAgain',
] as const satisfies readonly JobAction[];

const pictureActions = [
  'copyLink',
  'delete',
  'fetchAgain',
  'generateAgain',
  'insert',
  'open',
  'openSaved',
  'putBack',
  'replace',
  'save',
  'saveAs',
  'showVariations',
  'star',
  'unstar',
  'useSettings',
] as const satisfies readonly PictureAction[];

const severalActions = [
  'copyLinks',
  'delete',
  'export',
  'insert',
  'save',
  'star',
] as const satisfies readonly SeveralAction[];

const galleryActions = [
  'generate',
  'saveAll',
  'setToken',
  'undoDelete',
] as const satisfies readonly GalleryAction[];

const generation = z.string().regex(/^[A-Za-z0-9-]+$/);
const index = z.int().positive();

const query: z.ZodType<HistoryQuery> = z.object({
  text: z.string().max(1000),
  starred: z.boolean(),
  saved: z.boolean().nullable(),
  shape: z.enum(['square', 'portrait', 'landscape']).nullable(),
  since: z.number().nullable(),
  model: z.string().nullable(),
  inDocument: z.boolean(),
});

const range = z
  .object({ first: z.int().nonnegative(), end: z.int().nonnegative() })
  .refine(({ first, end }) => first <= end && end - first <= mostLookedAt);

const timeZone = z.string().max(100).refine(isTimeZone);

const intent: z.ZodType<Intent> = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready'), query, timeZone }),
  z.object({ type: z.literal('find'), query }),
  z.object({ type: z.literal('look'), range }),
  z.object({ type: z.literal('select'), how: z.enum(['extend', 'toggle']), generation, index }),
  z.object({ type: z.literal('selectAll'), isWanted: z.boolean() }),
  z.object({ type: z.literal('viewPicture'), generation, index }),
  z.object({ type: z.literal('view'), what: z.enum(['next', 'nothing', 'previous', 'selected']) }),
  z.object({ type: z.literal('job'), action: z.enum(jobActions), generation }),
  z.object({ type: z.literal('picture'), action: z.enum(pictureActions), generation, index }),
  z.object({ type: z.literal('several'), action: z.enum(severalActions) }),
  z.object({ type: z.literal('gallery'), action: z.enum(galleryActions) }),
  z.object({ type: z.literal('unloadable'), generation, index, isThumbnail: z.boolean() }),
  z.object({ type: z.literal('thumbnail'), generation, index, bytes: z.instanceof(Uint8Array) }),
  z.object({ type: z.literal('copied'), generation, index, worked: z.boolean() }),
]);

/** What the page sent, or null where it is none of what a page of ours sends. */
export function parseIntent(message: unknown): Intent | null {
  return intent.safeParse(message).data ?? null;
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat(undefined, { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
