import { joined, startsWith, viewOf } from './fileParts.ts';
import { creatorTool } from './origin.ts';

/** What of Exif is of use here. */
export interface Exif {
  readonly software: string | null;
  readonly description: string | null;
  /** Where tools write the parameters of a picture, in files that have no other place for text. */
  readonly userComment: string | null;
  /** Whether it is what `writeExif` wrote, and nobody added to it. */
  readonly isOurs: boolean;
}

const tags = { description: 0x010e, software: 0x0131, exifIfd: 0x8769, version: 0x9000, userComment: 0x9286 };
const types = { ascii: 2, long: 4, undefined: 7 };
const ourTags: readonly number[] = [tags.software, tags.exifIfd, tags.version, tags.userComment];
const header = [0x45, 0x78, 0x69, 0x66, 0, 0];
const unicode = 'UNICODE\0';
const mostTags = 500;

/** Exif with a comment, as TIFF with the larger byte first: so it is in the text as well, and all readers agree. */
export function writeExif(comment: string): Uint8Array {
  const software = Buffer.from(`${creatorTool}\0`, 'latin1');
  const text = Buffer.concat([Buffer.from(unicode, 'latin1'), Buffer.from(comment, 'utf16le').swap16()]);
  const first = 8;
  const afterFirst = first + 2 + 2 * 12 + 4;
  const second = afterFirst + software.length + (software.length % 2);
  const afterSecond = second + 2 + 2 * 12 + 4;
  const bytes = Buffer.alloc(afterSecond + text.length);
  bytes.write('MM\0*', 0, 'latin1');
  bytes.writeUInt32BE(first, 4);
  writeDirectory(bytes, first, [
    [tags.software, types.ascii, software.length, afterFirst],
    [tags.exifIfd, types.long, 1, second],
  ]);
  software.copy(bytes, afterFirst);
  writeDirectory(bytes, second, [
    // Four bytes stand in the entry itself.
    [tags.version, types.undefined, 4, Buffer.from('0232').readUInt32BE()],
    [tags.userComment, types.undefined, text.length, afterSecond],
  ]);
  text.copy(bytes, afterSecond);
  return new Uint8Array(bytes);
}

type Entry = readonly [tag: number, type: number, count: number, value: number];

function writeDirectory(bytes: Buffer, at: number, entries: readonly Entry[]): void {
  bytes.writeUInt16BE(entries.length, at);
  for (const [number, [tag, type, count, value]] of entries.entries()) {
    const entry = at + 2 + number * 12;
    bytes.writeUInt16BE(tag, entry);
    bytes.writeUInt16BE(type, entry + 2);
    bytes.writeUInt32BE(count, entry + 4);
    bytes.writeUInt32BE(value, entry + 8);
  }
}

/** Reads TIFF, with or without the header that JPEG wants before it; null where it is none. */
export function readExif(bytes: Uint8Array): Exif | null {
  const tiff = startsWith(bytes, header) ? bytes.subarray(header.length) : bytes;
  const isLittle = startsWith(tiff, [0x49, 0x49, 0x2a, 0]);
  if (tiff.length < 8 || !(isLittle || startsWith(tiff, [0x4d, 0x4d, 0, 0x2a]))) {
    return null;
  }
  const main = readDirectory(tiff, viewOf(tiff).getUint32(4, isLittle), isLittle);
  const pointer = main.get(tags.exifIfd);
  const inner =
    pointer?.length === 4
      ? readDirectory(tiff, viewOf(pointer).getUint32(0, isLittle), isLittle)
      : new Map<number, Uint8Array>();
  const software = plainText(main.get(tags.software));
  const comment = inner.get(tags.userComment);
  return {
    software,
    description: plainText(main.get(tags.description)),
    userComment: comment === undefined ? null : commentText(comment, isLittle),
    isOurs:
      software === creatorTool && [...main.keys(), ...inner.keys()].every((tag) => ourTags.includes(tag)),
  };
}

export function withJpegHeader(tiff: Uint8Array): Uint8Array {
  return joined(Uint8Array.from(header), tiff);
}

/** The bytes of each tag whose values are single bytes or longs, as far as they are there. */
function readDirectory(tiff: Uint8Array, at: number, isLittle: boolean): Map<number, Uint8Array> {
  const view = viewOf(tiff);
  const found = new Map<number, Uint8Array>();
  const count = at + 2 <= tiff.length ? Math.min(view.getUint16(at, isLittle), mostTags) : 0;
  for (let entry = at + 2; entry < at + 2 + count * 12 && entry + 12 <= tiff.length; entry += 12) {
    const size = view.getUint16(entry + 2, isLittle) === types.long ? 4 : 1;
    const length = view.getUint32(entry + 4, isLittle) * size;
    const start = length <= 4 ? entry + 8 : view.getUint32(entry + 8, isLittle);
    found.set(view.getUint16(entry, isLittle), tiff.subarray(start, start + length));
  }
  return found;
}

function plainText(bytes: Uint8Array | undefined): string | null {
  const text = new TextDecoder()
    .decode(bytes ?? new Uint8Array())
    .replaceAll('\0', '')
    .trim();
  return text === '' ? null : text;
}

function commentText(bytes: Uint8Array, isLittle: boolean): string | null {
  const code = Buffer.from(bytes.subarray(0, 8)).toString('latin1');
  const rest = bytes.subarray(8);
  if (code !== unicode) {
    return plainText(/^(ASCII|JIS)?\0+$/.test(code) ? rest : bytes);
  }
  const [big, little] = ['utf-16be', 'utf-16le'].map((name) => new TextDecoder(name).decode(rest));
  // Some write one order whatever the file says: only in the right one can the words of the form be read.
  const told = isLittle ? little : big;
  const readable = [told, big, little].find((text) => text?.includes('Steps: ') === true) ?? told ?? '';
  const text = readable.replaceAll('\0', '').trim();
  return text === '' ? null : text;
}
