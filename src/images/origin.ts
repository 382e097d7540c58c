import type { FoundProperty, XmpProperty } from './xmp.ts';
import { findProperty, spaces } from './xmp.ts';

/** Where a picture comes from, as it is written into its file: the same origin always gives the same bytes. */
export interface Origin {
  /** As it was sent; null where the person does not want it in the file. */
  readonly prompt: string | null;
  readonly model: string;
  readonly seed: number;
  /** From 1, of `count`: the service promises no seed for each picture of several. */
  readonly index: number;
  readonly count: number;
  readonly steps: number;
  /** The model's name for the size. */
  readonly imageSize: string;
  readonly width: number;
  readonly height: number;
  /** When it was ordered, in ISO form. */
  readonly createdAt: string;
}

/** IPTC's term for what a model made from its training alone. */
export const generatedByModel = 'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia';

/** Without a version: an update between two tries must not change the bytes. */
export const creatorTool = 'Z-Image for VS Code';

/** The prompt comes last: where a file has no room for all, it is cut. */
export function xmpOf(origin: Origin): XmpProperty[] {
  const { prompt, model, seed, index, count, steps, imageSize, width, height, createdAt } = origin;
  const ours = { Model: model, Seed: seed, Index: index, Count: count, Steps: steps, ImageSize: imageSize };
  return [
    { space: 'Iptc4xmpExt', name: 'DigitalSourceType', value: generatedByModel },
    { space: 'Iptc4xmpExt', name: 'AISystemUsed', value: model },
    { space: 'xmp', name: 'CreatorTool', value: creatorTool },
    { space: 'xmp', name: 'CreateDate', value: createdAt },
    ...Object.entries({ ...ours, Width: width, Height: height }).map(([name, value]): XmpProperty => ({
      space: 'zimage',
      name,
      value: String(value),
    })),
    ...(prompt === null ? [] : promptProperties(prompt)),
  ];
}

function promptProperties(prompt: string): XmpProperty[] {
  return [
    { space: 'Iptc4xmpExt', name: 'AIPromptInformation', value: prompt },
    { space: 'dc', name: 'description', value: prompt, form: 'alternative' },
  ];
}

/**
 * What of a packet makes room when a picture is marked: what we wrote before, and another word about what kind of
 * source it has, since we know.
 */
export function isReplacedBy(
  { createdAt }: Origin,
  standing: readonly FoundProperty[],
): (found: FoundProperty) => boolean {
  const isOurs = findProperty(standing, 'zimage', 'Seed') !== null;
  const prompt = findProperty(standing, 'Iptc4xmpExt', 'AIPromptInformation');
  return ({ space, name, value }) => {
    switch (space) {
      case spaces.zimage:
        return true;
      case spaces.Iptc4xmpExt:
        return name === 'DigitalSourceType' || (isOurs && name.startsWith('AI'));
      case spaces.xmp:
        return (
          isOurs &&
          ((name === 'CreatorTool' && value === creatorTool) ||
            (name === 'CreateDate' && value === createdAt))
        );
      case spaces.dc:
        return isOurs && name === 'description' && value === prompt;
      default:
        return false;
    }
  };
}
