import { imageDimensionsFromData } from 'image-dimensions';
import { ascii, viewOf } from './bytes.ts';
import { isWholeJpeg } from './wholeJpeg.ts';
import { isWholePng } from './wholePng.ts';

export const pictureTypes = ['png', 'jpeg', 'webp'] as const;

export type PictureType = (typeof pictureTypes)[number];

interface SizedPicture {
  readonly type: PictureType;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
}

type NoPicture =
  | { readonly outcome: 'unusable'; readonly why: 'empty' | 'notAPicture' | 'incomplete' }
  | { readonly outcome: 'tooLarge'; readonly width: number; readonly height: number };

type BegunPicture = SizedPicture & { readonly outcome: 'begun' };

export type CheckedPicture = (SizedPicture & { readonly outcome: 'whole' }) | NoPicture;

/** 32 megapixels: thirty times what the model draws, and still less than a bomb. */
const mostPixels = 32 * 1024 * 1024;

/** What bytes are, told by themselves alone: a whole PNG, JPEG or WebP picture with its size in pixels, or not. */
export function checkPicture(bytes: Uint8Array): CheckedPicture {
  const begun = beginningOf(bytes);
  if (begun.outcome !== 'begun') {
    return begun;
  }
  const { type, width, height } = begun;
  return isWhole[type](bytes)
    ? { outcome: 'whole', type, width, height }
    : { outcome: 'unusable', why: 'incomplete' };
}

/** What bytes begin as, known at once; whether all of it is there takes milliseconds for each megabyte. */
export function beginningOf(bytes: Uint8Array): BegunPicture | NoPicture {
  if (bytes.length === 0) {
    return { outcome: 'unusable', why: 'empty' };
  }
  const found = imageDimensionsFromData(bytes);
  const type = pictureTypes.find((each) => each === found?.type);
  if (found === undefined || type === undefined || found.width < 1 || found.height < 1) {
    return { outcome: 'unusable', why: 'notAPicture' };
  }
  const { width, height } = found;
  return width * height > mostPixels
    ? { outcome: 'tooLarge', width, height }
    : { outcome: 'begun', type, width, height };
}

const isWhole: Record<PictureType, (bytes: Uint8Array) => boolean> = {
  png: isWholePng,
  jpeg: isWholeJpeg,
  webp: isWholeWebp,
};

/** RIFF says how long the file is; every chunk in it has its length, and picture data is among them. */
function isWholeWebp(bytes: Uint8Array): boolean {
  const view = viewOf(bytes);
  const end = 8 + view.getUint32(4, true);
  if (end > bytes.length) {
    return false;
  }
  let at = 12;
  let hasData = false;
  while (at + 8 <= end) {
    hasData ||= ['VP8 ', 'VP8L', 'ANMF'].includes(ascii(bytes, at, 4));
    at += 8 + view.getUint32(at + 4, true);
    if (at > end) {
      return false;
    }
    // Chunks begin at even offsets.
    at += at % 2;
  }
  return hasData;
}
