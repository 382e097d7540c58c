import * as z from 'zod';
import type { ImageRequest } from '../models/imageRequest.ts';

/** The body of a submit: the input object itself, with the schema's own names. */
export function submitBody(request: ImageRequest): string {
  return JSON.stringify({
    prompt: request.prompt,
    image_size: request.imageSize,
    num_inference_steps: request.numInferenceSteps,
    seed: request.seed,
    num_images: request.numImages,
    output_format: request.outputFormat,
  });
}

/** An id goes into a path: only what cannot change the path is one. The service's own node accepts the same. */
const requestId = z.string().regex(/^[A-Za-z0-9_-]{1,128}$/);

export const submitAnswer = z.object({ request_id: requestId });

/** A number, or one written as a string, as some answers have it. */
const numeric = z.union([
  z.number(),
  z
    .string()
    .trim()
    // Each character has one place in it: else a long row of digits would be tried at every length.
    .regex(/^(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i)
    .transform(Number),
]);

/** Not empty. `min(1)` is no check of it: zod compares the `length` of an object as well, and one of JSON can throw there. */
export const someText = z.string().regex(/./s);

export const stateAnswer = z.object({
  request_id: z.string().optional().catch(undefined),
  status: someText,
  queue_position: numeric.pipe(z.int().nonnegative()).nullable().catch(null),
});

/** US dollars; what is no amount says nothing. */
const dollars = numeric.pipe(z.number().nonnegative()).nullable().catch(null);

export const resultAnswer = z.object({ output: z.unknown().optional(), cost: dollars });

export const modelAnswer = z.object({
  model_id: z.string().optional().catch(undefined),
  base_price_usd: dollars,
  price_unit: z.string().trim().regex(/./s).nullable().catch(null),
});

export const cancelAnswer = z.object({
  status: z.string().optional().catch(undefined),
  outcome: z.string().optional().catch(undefined),
});
