import type { PictureType } from './checkPicture.ts';

/** A chunk of a PNG or WebP file, or a segment of a JPEG file: all of it, and the data in it. */
export interface Part {
  /** `IDAT`, `XMP `, `APP1`… */
  readonly name: string;
  readonly whole: Uint8Array;
  readonly data: Uint8Array;
}

export interface FileParts {
  readonly type: PictureType;
  /** What comes before the first part. */
  readonly head: Uint8Array;
  readonly parts: readonly Part[];
  /** What comes after the last part that could be read: nothing, or what somebody put behind the picture. */
  readonly tail: Uint8Array;
}

const pngHead = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
const webpHeadLength = 12;

/** A picture's file taken apart, as far as it can be read; the parts are views of it. Null for other files. */
export function partsOf(bytes: Uint8Array): FileParts | null {
  if (startsWith(bytes, pngHead)) {
    return split(bytes, 'png', pngHead.length, bytes.length, nextChunk);
  }
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) {
    return split(bytes, 'jpeg', 2, bytes.length, nextSegment);
  }
  if (asciiAt(bytes, 0, 4) === 'RIFF' && asciiAt(bytes, 8, 4) === 'WEBP') {
    const end = Math.min(bytes.length, 8 + viewOf(bytes).getUint32(4, true));
    return split(bytes, 'webp', webpHeadLength, end, nextRiffChunk);
  }
  return null;
}

/** Where a part lies, and its data in it; null where none can be read. */
type NextPart = (view: DataView, at: number, end: number) => Found | null;

interface Found {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly end: number;
  readonly isLast: boolean;
}

function split(bytes: Uint8Array, type: PictureType, start: number, end: number, next: NextPart): FileParts {
  const view = viewOf(bytes);
  const parts: Part[] = [];
  let at = start;
  for (let isLast = false; !isLast && at < end;) {
    const found = next(view, at, end);
    if (found === null || found.end > end) {
      break;
    }
    parts.push({
      name: found.name,
      whole: bytes.subarray(at, found.end),
      data: bytes.subarray(found.from, found.to),
    });
    at = found.end;
    isLast = found.isLast;
  }
  return { type, head: bytes.subarray(0, start), parts, tail: bytes.subarray(at) };
}

function nextChunk(view: DataView, at: number, end: number): Found | null {
  if (at + 12 > end) {
    return null;
  }
  const to = at + 8 + view.getUint32(at);
  const name = asciiOf(view, at + 4, 4);
  return { name, from: at + 8, to, end: to + 4, isLast: name === 'IEND' };
}

/** The scan and all behind it is one part: nothing there is ours to read. */
function nextSegment(view: DataView, at: number, end: number): Found | null {
  if (at + 4 > end || view.getUint8(at) !== 0xff) {
    return null;
  }
  const marker = view.getUint8(at + 1);
  if (marker === 0xda) {
    return { name: 'SOS', from: at + 2, to: end, end, isLast: true };
  }
  const to = at + 2 + view.getUint16(at + 2);
  const name = marker >= 0xe0 && marker <= 0xef ? `APP${marker - 0xe0}` : marker.toString(16);
  return marker < 0xc0 || to < at + 4 ? null : { name, from: at + 4, to, end: to, isLast: false };
}

function nextRiffChunk(view: DataView, at: number, end: number): Found | null {
  if (at + 8 > end) {
    return null;
  }
  const length = view.getUint32(at + 4, true);
  const to = at + 8 + length;
  // Chunks begin at even offsets; the last one may lack what fills it up.
  const padded = to + (length % 2);
  return {
    name: asciiOf(view, at, 4),
    from: at + 8,
    to,
    end: padded === end + 1 ? end : padded,
    isLast: false,
  };
}

export function startsWith(bytes: Uint8Array, start: ArrayLike<number>): boolean {
  return bytes.length >= start.length && Array.from(start).every((byte, at) => bytes[at] === byte);
}

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

export function joined(...pieces: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(pieces));
}

function asciiAt(bytes: Uint8Array, at: number, length: number): string {
  return bytes.length < at + length ? '' : asciiOf(viewOf(bytes), at, length);
}

function asciiOf(view: DataView, at: number, length: number): string {
  return String.fromCharCode(...Array.from({ length }, (_, each) => view.getUint8(at + each)));
}
