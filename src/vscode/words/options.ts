import { l10n } from 'vscode';
import { countVariations, type Variations } from '../../models/variations.ts';
import { imageSizes, type ImageSize, type OutputFormat } from '../../models/zImageTurbo.ts';
import type { RunOptions } from '../drafts.ts';

const formats: Record<OutputFormat, string> = { jpeg: 'JPEG', png: 'PNG', webp: 'WebP' };

/** The shape of a size, as width to height. */
function shapeOf(size: ImageSize): string {
  switch (size) {
    case 'square_hd':
    case 'square':
      return '1:1';
    case 'portrait_4_3':
      return '3:4';
    case 'portrait_16_9':
      return '9:16';
    case 'landscape_4_3':
      return '4:3';
    case 'landscape_16_9':
      return '16:9';
  }
}

/** '1024 × 768': what hosts of this model give; the file's own size counts. */
function pixelsOf(size: ImageSize): string {
  const { width, height } = imageSizes[size];
  return `${width} × ${height}`;
}

export function sizeText(size: ImageSize): string {
  return `${shapeOf(size)}, ${pixelsOf(size)}`;
}

export function stepsText(steps: number): string {
  return steps === 1 ? l10n.t('1 step') : l10n.t('{0} steps', steps);
}

export function seedText(seed: number | null): string {
  return seed === null ? l10n.t('new seed') : l10n.t('seed {0}', seed);
}

export function countText(count: number): string {
  return count === 1 ? l10n.t('1 image') : l10n.t('{0} images', count);
}

export function formatText(format: OutputFormat): string {
  return formats[format];
}

export function seedsText(count: number): string {
  return count === 1 ? l10n.t('1 seed') : l10n.t('{0} seeds', count);
}

/** Of several seeds where one is pinned, it is the first. */
export function seedsFromText(count: number, pinned: number | null): string {
  return pinned === null ? String(count) : l10n.t('{0}, from seed {1}', count, pinned);
}

/** '4 seeds × 2 sizes = 8 images': what is tried, as far as there are several of it. */
export function variationsText(variations: Variations): string {
  const { seeds, imageSizes, numInferenceSteps } = variations;
  const axes = [
    ...(seeds > 1 ? [seedsText(seeds)] : []),
    ...(imageSizes.length > 1 ? [l10n.t('{0} sizes', imageSizes.length)] : []),
    ...(numInferenceSteps.length > 1 ? [l10n.t('{0} numbers of steps', numInferenceSteps.length)] : []),
  ];
  const images = countText(countVariations(variations));
  return axes.length > 1 ? `${axes.join(' × ')} = ${images}` : [...axes, images].join(' · ');
}

/** All choices of a run on one line. */
export function optionsText(options: RunOptions): string {
  return [
    sizeText(options.imageSize),
    stepsText(options.numInferenceSteps),
    seedText(options.seed),
    countText(options.numImages),
    formatText(options.outputFormat),
  ].join(' · ');
}

/** What a run will be, and about what it costs, where that is known. */
export function runSummary(options: RunOptions, price: string | null): string {
  return [optionsText(options), price].filter((part) => part !== null).join(' · ');
}
