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

export const stateAnswer = z.object({
  request_id: z.string().optional().catch(undefined),
  status: z.string().min(1),
  queue_position: z.coerce.number().int().nonnegative().nullish().catch(null),
});

export const resultAnswer = stateAnswer.extend({
  output: z.unknown().optional(),
  error: z.unknown().optional(),
  cost: z.number().nonnegative().nullish().catch(null),
});

export const cancelAnswer = z.object({
  status: z.string().optional().catch(undefined),
  outcome: z.string().optional().catch(undefined),
});
