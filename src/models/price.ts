import type { ImageRequest } from './imageRequest.ts';
import type { ModelEntry } from './modelEntry.ts';

/** Words of the service for 'for each picture'. */
const perPicture = new Set(['output', 'outputs', 'image', 'images', 'per_image', 'per image']);

/**
 * What so many pictures cost by the catalogue, in US dollars; null where it does not say. It is a starting figure, so
 * whoever shows it says 'about'. A unit that is not known is taken for the request, as RunComfy's own tools do.
 */
export function estimate(
  entry: ModelEntry | null,
  requests: readonly Pick<ImageRequest, 'numImages'>[],
): number | null {
  if (entry?.priceUsd === null || entry === null) {
    return null;
  }
  const { priceUsd, priceUnit } = entry;
  const each = perPicture.has(priceUnit?.toLowerCase() ?? 'output');
  return requests.reduce((sum, { numImages }) => sum + priceUsd * (each ? numImages : 1), 0);
}
