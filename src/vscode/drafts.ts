import type { Draft } from '../generation/intendOrder.ts';
import { newSeed } from '../models/seed.ts';
import { modelId, type ImageSize, type OutputFormat } from '../models/zImageTurbo.ts';
import type { Delivery } from '../records/generationRecord.ts';
import type { Settings } from './settings.ts';
import { workspaceKey } from './workspaceKey.ts';

/** What a person can choose for one run. */
export interface RunOptions {
  readonly imageSize: ImageSize;
  readonly numInferenceSteps: number;
  /** Null: a new random seed for each generation. */
  readonly seed: number | null;
  readonly numImages: number;
  readonly outputFormat: OutputFormat;
}

/** In the gallery; for the place of a file, where one is named. */
export function showing(document: string | null, replaces: string | null): Delivery {
  return { kind: 'show', document, ...(replaces === null ? {} : { replaces }) };
}

/** An order for one prompt: the style of the project is added here, and the seed is chosen. */
export function draftOf(
  prompt: string,
  options: RunOptions,
  { apiBaseUrl, promptStyle }: Pick<Settings, 'apiBaseUrl' | 'promptStyle'>,
  delivery: Delivery,
): Draft {
  const style = promptStyle.trim();
  const { imageSize, numInferenceSteps, seed, numImages, outputFormat } = options;
  return {
    apiBaseUrl: apiBaseUrl.href,
    workspace: workspaceKey(),
    altText: prompt,
    request: {
      model: modelId,
      prompt: style === '' ? prompt : `${prompt}, ${style}`,
      imageSize,
      numInferenceSteps,
      seed: seed ?? newSeed(Math.random),
      numImages,
      outputFormat,
    },
    delivery,
  };
}
