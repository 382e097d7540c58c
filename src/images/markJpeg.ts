import { readExif, withJpegHeader, writeExif } from './exif.ts';
import { joined, startsWith, type FileParts, type Part } from './fileParts.ts';
import type { Origin } from './origin.ts';
import { parametersText } from './parametersText.ts';
import { packetWithin } from './xmpPacket.ts';

const xmpHeader = Buffer.from('http://ns.adobe.com/xap/1.0/\0', 'latin1');
const exifHeader = Buffer.from('Exif\0\0', 'latin1');
/** A segment's length has two bytes, and counts them. */
const mostData = 0xffff - 2;

export function jpegXmp({ parts }: FileParts): string | null {
  const found = parts.find(isXmp);
  return found === undefined ? null : new TextDecoder().decode(found.data.subarray(xmpHeader.length));
}

export function jpegExif({ parts }: FileParts): Uint8Array | null {
  return parts.find(isExif)?.data ?? null;
}

/** XMP, and Exif with the parameters where there is none that is somebody else's. */
export function markJpeg(file: FileParts, origin: Origin): Uint8Array | null {
  const packet = packetWithin(origin, jpegXmp(file), mostData - xmpHeader.length);
  if (packet === null) {
    return null;
  }
  const isOurs = (part: Part): boolean =>
    isXmp(part) || (isExif(part) && readExif(part.data)?.isOurs === true);
  const kept = file.parts.filter((part) => !isOurs(part));
  const exif = kept.some(isExif) ? null : withJpegHeader(writeExif(parametersText(origin)));
  const written = [
    ...(exif === null || exif.length > mostData ? [] : [segment(exif)]),
    segment(joined(xmpHeader, Buffer.from(packet))),
  ];
  // JFIF must stand first, and other people's Exif behind it.
  const start = kept.findIndex((part) => part.name !== 'APP0' && !isExif(part));
  const pieces = kept.map(({ whole }) => whole);
  return joined(file.head, ...pieces.slice(0, start), ...written, ...pieces.slice(start), file.tail);
}

function isXmp({ name, data }: Part): boolean {
  return name === 'APP1' && startsWith(data, xmpHeader);
}

function isExif({ name, data }: Part): boolean {
  return name === 'APP1' && startsWith(data, exifHeader);
}

function segment(data: Uint8Array): Uint8Array {
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(data.length + 2, 2);
  return joined(head, data);
}
