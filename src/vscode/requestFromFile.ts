import type { PictureDetails } from '../images/pictureDetails.ts';
import { nearestSize } from '../models/nearestSize.ts';
import { imageSizeNames, largestSeed, limits, modelId, type ImageSize } from '../models/zImageTurbo.ts';
import type { RunOptions } from './drafts.ts';

/** What a picture's file gives for generating it again. */
export interface RequestFromFile {
  /** As it was sent, with its style; null where the file does not tell it. */
  readonly prompt: string | null;
  readonly options: RunOptions;
  /** The very same request can be made: this model made it, with a seed that is known. */
  readonly isSame: boolean;
}

/** Whoever wrote the file: what is not in it, or means something else to another model, is as the settings say. */
export function requestFromFile(details: PictureDetails, defaults: RunOptions): RequestFromFile {
  const { prompt, seed, steps, count, isOurs, model, type } = details;
  const isOurModel = isOurs && model === modelId;
  const { numInferenceSteps, numImages } = limits;
  return {
    prompt,
    isSame: isOurModel && prompt !== null && seed !== null,
    options: {
      imageSize: imageSizeOf(details) ?? defaults.imageSize,
      // Another model's steps cost time here, and give nothing.
      numInferenceSteps: (isOurModel ? within(steps, numInferenceSteps) : null) ?? defaults.numInferenceSteps,
      seed: isOurModel ? seed : within(seed, { minimum: 0, maximum: largestSeed }),
      // One picture was pointed at: several are ordered only where it was one of several.
      numImages: (isOurModel ? within(count, numImages) : null) ?? 1,
      outputFormat: type,
    },
  };
}

function imageSizeOf({ imageSize, size }: PictureDetails): ImageSize | null {
  const named = imageSizeNames.find((name) => name === imageSize);
  return (
    named ?? (size === null || size.width * size.height === 0 ? null : nearestSize(size.width, size.height))
  );
}

function within(
  value: number | null,
  { minimum, maximum }: { readonly minimum: number; readonly maximum: number },
): number | null {
  return value !== null && value >= minimum && value <= maximum ? value : null;
}

/** A prompt without the words that the project adds to every prompt, where it ends with them: they are added again. */
export function withoutStyle(prompt: string, promptStyle: string): string {
  const end = `, ${promptStyle.trim()}`;
  return promptStyle.trim() !== '' && prompt.endsWith(end) ? prompt.slice(0, -end.length) : prompt;
}
