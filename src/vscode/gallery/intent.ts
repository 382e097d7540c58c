import * as z from 'zod';
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
  'star',
  'unstar',
] as const satisfies readonly PictureAction[];

const severalActions = [
  'copyLinks',
  'delete',
  'export',
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

const intent: z.ZodType<Intent> = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready'), query }),
  z.object({ type: z.literal('find'), query }),
  z.object({ type: z.literal('job'), action: z.enum(jobActions), generation }),
  z.object({ type: z.literal('picture'), action: z.enum(pictureActions), generation, index }),
  z.object({
    type: z.literal('several'),
    action: z.enum(severalActions),
    pictures: z.array(z.object({ generation, index })).max(10_000),
  }),
  z.object({ type: z.literal('gallery'), action: z.enum(galleryActions) }),
  z.object({ type: z.literal('more'), shown: z.int().nonnegative() }),
  z.object({ type: z.literal('unloadable'), generation, index }),
  z.object({ type: z.literal('copied'), generation, index, worked: z.boolean() }),
]);

/** What the page sent, or null where it is none of what a page of ours sends. */
export function parseIntent(message: unknown): Intent | null {
  return intent.safeParse(message).data ?? null;
}
