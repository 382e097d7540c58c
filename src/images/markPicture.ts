import { checkPicture } from './checkPicture.ts';
import { partsOf, type FileParts } from './fileParts.ts';
import { isSigned } from './isSigned.ts';
import { markJpeg } from './markJpeg.ts';
import { markPng } from './markPng.ts';
import { markWebp } from './markWebp.ts';
import type { Origin } from './origin.ts';
import { isSamePicture } from './samePicture.ts';
import { heldByXml } from './xml.ts';

export type Marked =
  | { readonly outcome: 'marked'; readonly bytes: Uint8Array }
  /** Whatever the reason, it can be saved as it is. */
  | { readonly outcome: 'unmarked'; readonly why: string };

/**
 * A picture's file with its origin in it, for people's tools and for machines. The picture itself is not touched, nor
 * what others wrote into the file. The same picture and origin always give the same bytes, and a marked picture marked
 * again is the same.
 */
export function markPicture(bytes: Uint8Array, origin: Origin): Marked {
  try {
    // The same words in all places, so that they are known again.
    return marked(bytes, { ...origin, prompt: origin.prompt === null ? null : heldByXml(origin.prompt) });
  } catch (error) {
    return { outcome: 'unmarked', why: String(error) };
  }
}

function marked(bytes: Uint8Array, origin: Origin): Marked {
  const file = checkPicture(bytes).outcome === 'whole' ? partsOf(bytes) : null;
  if (file === null) {
    return { outcome: 'unmarked', why: 'it is no whole PNG, JPEG or WebP picture' };
  }
  if (isSigned(file)) {
    return { outcome: 'unmarked', why: 'its content credentials would no longer hold' };
  }
  const written = writeInto(file, origin);
  if (written === null) {
    return { outcome: 'unmarked', why: 'what is told in it already cannot be read, or leaves no room' };
  }
  return checkPicture(written).outcome === 'whole' && isSamePicture(written, bytes)
    ? { outcome: 'marked', bytes: written }
    : { outcome: 'unmarked', why: 'it would not be the same picture' };
}

function writeInto(file: FileParts, origin: Origin): Uint8Array | null {
  switch (file.type) {
    case 'png':
      return markPng(file, origin);
    case 'jpeg':
      return markJpeg(file, origin);
    case 'webp':
      return markWebp(file, origin);
  }
}
