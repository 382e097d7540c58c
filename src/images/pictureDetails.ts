import { imageDimensionsFromData } from 'image-dimensions';
import { pictureTypes, type PictureType } from './checkPicture.ts';
import { partsOf } from './fileParts.ts';
import { isSigned } from './isSigned.ts';
import { settingsOfOthers } from './othersSettings.ts';
import { ownSettings } from './ownSettings.ts';
import type { Settings } from './settingsRead.ts';
import { toldIn, type Told } from './told.ts';
import { findProperty } from './xmp.ts';

/** What a picture's file tells about it. */
export interface PictureDetails extends Settings {
  readonly type: PictureType;
  /** In pixels, by the picture itself; null where it is damaged. */
  readonly size: { readonly width: number; readonly height: number } | null;
  /** IPTC's term for where it comes from, as an address. */
  readonly sourceType: string | null;
  readonly description: string | null;
  /** Whether it has content credentials. They are not checked. */
  readonly isSigned: boolean;
  /** All other texts, as they stand there. */
  readonly texts: ReadonlyMap<string, string>;
}

/** Whatever the bytes are, they get an answer: null where they are none of the three formats. */
export function pictureDetails(bytes: Uint8Array): PictureDetails | null {
  const file = partsOf(bytes);
  if (file === null) {
    return null;
  }
  const told = toldIn(file);
  return {
    ...(ownSettings(told) ?? settingsOfOthers(told)),
    type: file.type,
    size: sizeOf(bytes),
    sourceType: findProperty(told.xmp, 'Iptc4xmpExt', 'DigitalSourceType'),
    description: descriptionIn(told),
    isSigned: isSigned(file),
    texts: told.texts,
  };
}

function descriptionIn({ xmp, texts }: Told): string | null {
  return (
    findProperty(xmp, 'dc', 'description') ??
    texts.get('Description') ??
    texts.get('ImageDescription') ??
    null
  );
}

function sizeOf(bytes: Uint8Array): PictureDetails['size'] {
  try {
    const found = imageDimensionsFromData(bytes);
    return found !== undefined && pictureTypes.some((type) => type === found.type)
      ? { width: found.width, height: found.height }
      : null;
  } catch {
    return null;
  }
}
