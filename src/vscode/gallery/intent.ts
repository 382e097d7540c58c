import * as z from 'zod';
import type { GalleryAction, Intent, JobAction, PictureAction } from '../../protocol.ts';

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
] as const satisfies readonly PictureAction[];

const galleryActions = [
  'generate',
  'saveAll',
  'setToken',
  'undoDelete',
] as const satisfies readonly GalleryAction[];

const generation = z.string().regex(/^[A-Za-z0-9-]+$/);
const index = z.int().positive();

const intent: z.ZodType<Intent> = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('job'), action: z.enum(jobActions), generation }),
  z.object({ type: z.literal('picture'), action: z.enum(pictureActions), generation, index }),
  z.object({ type: z.literal('gallery'), action: z.enum(galleryActions) }),
  z.object({ type: z.literal('more'), shown: z.int().nonnegative() }),
  z.object({ type: z.literal('unloadable'), generation, index }),
  z.object({ type: z.literal('copied'), generation, index, worked: z.boolean() }),
]);

/** What the page sent, or null where it is none of what a page of ours sends. */
export function parseIntent(message: unknown): Intent | null {
  return intent.safeParse(message).data ?? null;
}
