import type { PictureType } from '../images/checkPicture.ts';

export const picturesFolder = 'pictures';

/** Where a picture of our store stands below the storage folder; the first of a generation has index 1. */
export function picturePath(id: string, index: number, type: PictureType): string {
  return `${picturesFolder}/${id}-${index}.${type}`;
}
