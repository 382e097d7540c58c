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
  /** Selects the words in the file, each once, and runs a command on them; answers when the command has begun. */
  z.strictObject({
    wish: z.literal('order'),
    file: z.string(),
    words: z.array(z.string()).min(1),
    command: z.string(),
  }),
  z.strictObject({ wish: z.literal('command'), command: z.string() }),
  /** A command that asks the person something: answers when it has begun. */
  z.strictObject({ wish: z.literal('begin'), command: z.string() }),
  /** Changes a text in a document, and saves nothing. */
  z.strictObject({ wish: z.literal('edit'), file: z.string(), from: z.string(), to: z.string() }),
  z.strictObject({ wish: z.literal('rename'), file: z.string(), to: z.string() }),
  z.strictObject({ wish: z.literal('clock'), ahead: z.int() }),
  z.strictObject({ wish: z.literal('save') }),
  z.strictObject({ wish: z.literal('text'), file: z.string() }),
]);

export type Wish = z.infer<typeof wishSchema>;

export const announcementSchema = z.strictObject({ process: z.int(), port: z.int() });
