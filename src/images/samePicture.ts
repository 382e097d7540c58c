import type { PictureType } from './checkPicture.ts';
import { partsOf, type FileParts, type Part } from './fileParts.ts';

/** The parts that tell of a picture, and are not the picture. */
const telling: Record<PictureType, ReadonlySet<string>> = {
  png: new Set(['tEXt', 'zTXt', 'iTXt', 'eXIf', 'tIME']),
  // `fe` is a comment.
  jpeg: new Set(['APP1', 'fe']),
  // What VP8X says follows from the other chunks.
  webp: new Set(['VP8X', 'EXIF', 'XMP ']),
};

/** Whether two files are the same picture, whatever is told in them about it. Files that are no pictures are compared as a whole. */
export function isSamePicture(one: Uint8Array, other: Uint8Array): boolean {
  if (Buffer.compare(one, other) === 0) {
    return true;
  }
  const [first, second] = [partsOf(one), partsOf(other)];
  return (
    first !== null &&
    second !== null &&
    first.type === second.type &&
    Buffer.compare(first.tail, second.tail) === 0 &&
    areSame(pictureParts(first), pictureParts(second))
  );
}

function pictureParts({ type, parts }: FileParts): Part[] {
  return parts.filter(({ name }) => !telling[type].has(name));
}

function areSame(some: readonly Part[], others: readonly Part[]): boolean {
  return (
    some.length > 0 &&
    some.length === others.length &&
    some.every(({ name, data }, at) => {
      const other = others[at];
      return other?.name === name && Buffer.compare(data, other.data) === 0;
    })
  );
}
