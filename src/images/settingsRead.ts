import * as z from 'zod';

/** How a picture was made, as far as its file tells. */
export interface Settings {
  /** Whether this extension wrote it. */
  readonly isOurs: boolean;
  readonly prompt: string | null;
  readonly negativePrompt: string | null;
  readonly model: string | null;
  readonly seed: number | null;
  /** From 1, of `count`. */
  readonly index: number | null;
  readonly count: number | null;
  readonly steps: number | null;
  /** The model's own name for the size. */
  readonly imageSize: string | null;
  /** In ISO form. */
  readonly createdAt: string | null;
  readonly tool: string | null;
}

export const nothingKnown: Settings = {
  isOurs: false,
  prompt: null,
  negativePrompt: null,
  model: null,
  seed: null,
  index: null,
  count: null,
  steps: null,
  imageSize: null,
  createdAt: null,
  tool: null,
};

/** A text that is something else than nothing; null for whatever is none. */
export const someText = z.string().trim().min(1).nullable().catch(null);

/** A whole number, written as one or as a text; null for whatever is none. */
export const wholeNumber = z
  .union([
    z.int(),
    z
      .string()
      .trim()
      .regex(/^-?\d{1,16}$/)
      .transform(Number)
      .pipe(z.int()),
  ])
  .nullable()
  .catch(null);

export const isoTime = z.iso.datetime({ offset: true }).nullable().catch(null);
