import * as z from 'zod';

/** The moments of a disk operation: not begun, half of its bytes written, done. */
const moments = ['before', 'within', 'after'] as const;

/** The codes that a disk can refuse with. */
export const diskErrors = ['ENOSPC', 'EIO', 'EACCES', 'EROFS', 'ENODEV'] as const;

/**
 * One fault. It fires once, at the operation of that number since the plan was made, and is put into the log of faults
 * before it has its effect. `errors` refuses that operation, and with `lasting` all that follow until the next plan.
 */
const planSchema = z.discriminatedUnion('fault', [
  z.strictObject({ fault: z.literal('none') }),
  /** No fault: each operation is put into the log, so that a runner knows which there are. */
  z.strictObject({ fault: z.literal('trace') }),
  z.strictObject({ fault: z.literal('killAtDisk'), operation: z.int().positive(), moment: z.enum(moments) }),
  /** When a document has been changed by an edit that brought these words into it. */
  z.strictObject({ fault: z.literal('killAtEdit'), words: z.string() }),
  z.strictObject({
    fault: z.literal('diskError'),
    operation: z.int().positive(),
    code: z.enum(diskErrors),
    lasting: z.boolean(),
  }),
]);

export type Plan = z.infer<typeof planSchema>;

export const firedSchema = z.strictObject({ at: z.string() });

/** What the runner asks of the injector. */
export const wishSchema = z.discriminatedUnion('wish', [
  z.strictObject({ wish: z.literal('plan'), plan: planSchema }),
  /** Selects the words in the file, and runs a command on them; answers when the command has begun. */
  z.strictObject({ wish: z.literal('order'), file: z.string(), words: z.string(), command: z.string() }),
  z.strictObject({ wish: z.literal('command'), command: z.string() }),
  z.strictObject({ wish: z.literal('text'), file: z.string() }),
]);

export type Wish = z.infer<typeof wishSchema>;

export const announcementSchema = z.strictObject({ process: z.int(), port: z.int() });
