import type { ImageSize, OutputFormat } from './zImageTurbo.ts';

/** One order of pictures, exactly as it is sent: the record of a generation holds this. */
export interface ImageRequest {
  readonly model: string;
  readonly prompt: string;
  readonly imageSize: ImageSize;
  readonly numInferenceSteps: number;
  /** Always sent: without one the service would choose, and nobody could make the picture again. */
  readonly seed: number;
  readonly numImages: number;
  readonly outputFormat: OutputFormat;
}
