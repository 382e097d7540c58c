import * as z from 'zod';
import { failureKinds } from '../failure.ts';
import { pictureTypes } from '../images/checkPicture.ts';
import { imageSizeNames, outputFormats } from '../models/zImageTurbo.ts';

/**
 * The newest version of the record; a change of its shape makes a new one that reads the old. A record bears the first
 * version that has its shape, so that windows with an older extension still go on with what they know: version 2 has
 * the filling of links.
 */
export const recordVersion = 2;

const time = z.iso.datetime();
const failure = z.object({ kind: z.enum(failureKinds) });
const sha256 = z.string().regex(/^.{64}$/s);

const request = z.object({
  model: z.string(),
  prompt: z.string(),
  imageSize: z.enum(imageSizeNames),
  numInferenceSteps: z.int(),
  seed: z.int(),
  numImages: z.int(),
  outputFormat: z.enum(outputFormats),
});

const storedPicture = z.object({
  /**
   * Below the storage folder, and nowhere else: what stands there is removed for good some day. Null once its bytes
   * were dropped.
   */
  path: z
    .string()
    .regex(/^pictures\/[A-Za-z0-9-]+\.[a-z]+$/)
    .nullable(),
  /** From 1, of `count`: the service promises no seed for each picture of several. */
  index: z.int().positive(),
  count: z.int().positive(),
  type: z.enum(pictureTypes),
  width: z.int().positive(),
  height: z.int().positive(),
  byteLength: z.int().positive(),
  sha256,
  /** When the person deleted it: its bytes stay for thirty days. */
  deletedAt: time.nullable(),
});

/** At least one. `min(1)` is no check of it: zod compares the `length` of an object as well, and one of JSON can throw there. */
function some<Item extends z.ZodType>(item: Item): z.ZodArray<Item> {
  return z.array(item).refine((all) => all.length > 0);
}

const state = z.discriminatedUnion('step', [
  /** Ordered; its POST has not begun. After a restart it waits for the person. */
  z.object({ step: z.literal('intended') }),
  /** On disk before the first byte is sent. Found after a restart, the outcome is unknown. */
  z.object({ step: z.literal('submitting') }),
  z.object({ step: z.literal('accepted'), requestId: z.string(), acceptedAt: time }),
  /** The service is done; the pictures are still with it. */
  z.object({
    step: z.literal('finished'),
    requestId: z.string(),
    pictureUrls: some(z.string()),
    cost: z.number().nullable(),
  }),
  z.object({
    step: z.literal('stored'),
    requestId: z.string(),
    pictures: some(storedPicture),
    cost: z.number().nullable(),
  }),
  /** Certainly not accepted: nothing was paid. */
  z.object({ step: z.literal('rejected'), failure }),
  /** It may have been accepted, and paid for. */
  z.object({ step: z.literal('unknown'), failure }),
  z.object({ step: z.literal('failed'), requestId: z.string(), failure }),
  /** Null: it was never sent. */
  z.object({ step: z.literal('cancelled'), requestId: z.string().nullable() }),
]);

/** Where in a document a text stands, with enough of its surroundings to find it again. Offsets in UTF-16 units. */
const place = z.object({
  start: z.int().nonnegative(),
  end: z.int().nonnegative(),
  /** The text itself when the place was taken. */
  text: z.string(),
  before: z.string(),
  after: z.string(),
});

/** Shown in the gallery, and nothing else. */
const showing = z.object({
  kind: z.literal('show'),
  /** The document that the prompt was taken from, beside which its pictures are saved; null for none. */
  document: z.string().nullable(),
  /** The URI of a picture's file that this one may take the place of, when the person says so. */
  replaces: z.string().optional(),
});

/** The file of a link that stands in the document, at the place: the picture is put where the link leads. */
const filling = z.object({
  /** The path of the link, decoded, by which it is found again. */
  target: z.string(),
  /** The file that it names; null where it names none, or only a folder. */
  file: z.string().nullable(),
});

const insertion = z.object({
  kind: z.literal('insert'),
  document: z.string(),
  /** What links are relative to: the document itself, or where one that has no file yet is likely to be saved. */
  base: z.string(),
  place,
  position: z.union([z.enum(['after', 'replace']), filling]),
  /** URI of the folder that the picture is saved in. */
  folder: z.string(),
  fileName: z.string(),
  /** Whether its file tells the prompt. Chosen with the order, so that each try makes the same file. */
  embedPrompt: z.boolean().default(true),
  progress: z.discriminatedUnion('step', [
    z.object({ step: z.literal('pending') }),
    /** On disk before the document is touched, so that a second try finds what the first one did. */
    z.object({ step: z.literal('begun'), picture: z.string(), markup: z.string() }),
    z.object({ step: z.literal('done'), picture: z.string() }),
    /** The file that a link names came meanwhile, and is the person's: the picture is kept, and nothing is left to do. */
    z.object({ step: z.literal('overtaken') }),
  ]),
});

const order = z.object({
  /** One for all that a command ordered at once. */
  id: z.string(),
  index: z.int().positive(),
  count: z.int().positive(),
});

/** A file of the person's that a picture was saved as. */
const savedFile = z.object({
  index: z.int().positive(),
  /** Its URI. */
  file: z.string(),
  /** Of the bytes as they were saved. */
  sha256,
});

/** A file of the person's that a picture took the place of: what it was stands in our store until it leaves the bin. */
const replacedFile = z.object({
  /** Its URI. */
  file: z.string(),
  path: z.string().regex(/^pictures\/[A-Za-z0-9-]+\.[a-z]+$/),
  /** Of the bytes that took its place. */
  sha256,
  at: time,
});

export const generationRecord = z.object({
  version: z.literal([1, recordVersion]),
  /** Begins with the time when it was made, so that names in a folder sort by it. */
  id: z.string().regex(/^[A-Za-z0-9-]+$/),
  createdAt: time,
  order,
  /** Windows with this key may carry out the delivery. */
  workspace: z.string(),
  /** What the person asked for, without the style that a project adds: the picture's alternative text and its name. */
  altText: z.string(),
  /** The API that has the job; the token that was entered for it, and no other, may ask for it. */
  apiBaseUrl: z.string(),
  request,
  state,
  delivery: z.discriminatedUnion('kind', [showing, insertion]),
  /** Why it is not followed at the moment, though the service has it; null where nothing stands in the way. */
  paused: failure.nullable(),
  saved: z.array(savedFile),
  replaced: replacedFile.optional(),
  /** The indexes of the pictures that the person has marked. */
  starred: z.array(z.int().positive()).optional(),
  /** When the person moved it to the bin; null where it is not there. */
  deletedAt: time.nullable(),
});

export type GenerationRecord = Readonly<z.infer<typeof generationRecord>>;
export type GenerationState = GenerationRecord['state'];
export type StateAt<Step extends GenerationState['step']> = Extract<GenerationState, { step: Step }>;
export type StoredPicture = z.infer<typeof storedPicture>;
export type Delivery = GenerationRecord['delivery'];
export type Insertion = z.infer<typeof insertion>;
export type Filling = z.infer<typeof filling>;
export type SavedFile = z.infer<typeof savedFile>;

/** A record whose picture goes into a document. */
export type InsertionRecord = GenerationRecord & { readonly delivery: Insertion };

export function isInsertion(record: GenerationRecord): record is InsertionRecord {
  return record.delivery.kind === 'insert';
}

/** What a record is to fill; null where it fills no link. */
export function fillingOf(delivery: Delivery): Filling | null {
  return delivery.kind === 'insert' && typeof delivery.position === 'object' ? delivery.position : null;
}

/** The version of a new record with this delivery. */
export function versionOf(delivery: Delivery): GenerationRecord['version'] {
  return fillingOf(delivery) === null ? 1 : recordVersion;
}

/** One of a generation's pictures, by its index from 1; null where there is none. */
export function pictureOf({ state }: GenerationRecord, index: number): StoredPicture | null {
  const pictures = state.step === 'stored' ? state.pictures : [];
  return pictures.find((picture) => picture.index === index) ?? null;
}

/** Nothing more will come of it by itself, and nothing waits for the person. */
export function isSettled({ state, delivery }: GenerationRecord): boolean {
  switch (state.step) {
    case 'stored':
      return delivery.kind === 'show' || ['done', 'overtaken'].includes(delivery.progress.step);
    case 'rejected':
    case 'failed':
    case 'cancelled':
      return true;
    case 'intended':
    case 'submitting':
    case 'accepted':
    case 'finished':
    case 'unknown':
      return false;
  }
}
