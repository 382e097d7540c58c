import { readExif, writeExif } from './exif.ts';
import { joined, viewOf, type FileParts, type Part } from './fileParts.ts';
import type { Origin } from './origin.ts';
import { parametersText } from './parametersText.ts';
import { packetFor } from './xmpPacket.ts';

const flags = { exif: 0x08, xmp: 0x04, alpha: 0x10 };

export function webpXmp({ parts }: FileParts): string | null {
  const found = parts.find(({ name }) => name === 'XMP ');
  return found === undefined ? null : new TextDecoder().decode(found.data);
}

export function webpExif({ parts }: FileParts): Uint8Array | null {
  return parts.find(({ name }) => name === 'EXIF')?.data ?? null;
}

/** XMP, and Exif with the parameters where there is none that is somebody else's: both behind the picture. */
export function markWebp(file: FileParts, origin: Origin): Uint8Array | null {
  const packet = packetFor(origin, webpXmp(file));
  const extended = file.parts[0] === undefined ? null : extendedOf(file.parts[0]);
  if (packet === null || extended === null) {
    return null;
  }
  extended[0] = (extended[0] ?? 0) | flags.exif | flags.xmp;
  const kept = file.parts.filter(({ name }) => !['VP8X', 'EXIF', 'XMP '].includes(name));
  const exif = file.parts.find(({ name, data }) => name === 'EXIF' && readExif(data)?.isOurs !== true);
  const body = joined(
    Buffer.from('WEBP', 'latin1'),
    chunk('VP8X', extended),
    ...kept.map(({ name, data }) => chunk(name, data)),
    chunk('EXIF', exif?.data ?? writeExif(parametersText(origin))),
    chunk('XMP ', Buffer.from(packet)),
  );
  return joined(chunk('RIFF', body), file.tail);
}

/** What `VP8X` says: the one that is there, or a new one for a simple file, whose picture tells its own size. */
function extendedOf({ name, data }: Part): Uint8Array | null {
  switch (name) {
    case 'VP8X':
      return data.length >= 10 ? Uint8Array.from(data) : null;
    case 'VP8 ':
      return data.length < 10 ? null : newExtended(lossySize(data), false);
    case 'VP8L': {
      const bits = data.length < 5 ? null : viewOf(data).getUint32(1, true);
      // Fourteen bits each for width and height, both less one, and one bit for transparency.
      return bits === null
        ? null
        : newExtended(
            { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 },
            ((bits >>> 28) & 1) === 1,
          );
    }
    default:
      return null;
  }
}

/** The two bits above each are for scaling. */
function lossySize(data: Uint8Array): { width: number; height: number } {
  const view = viewOf(data);
  return { width: view.getUint16(6, true) & 0x3fff, height: view.getUint16(8, true) & 0x3fff };
}

function newExtended(size: { width: number; height: number }, hasAlpha: boolean): Uint8Array {
  const data = Buffer.alloc(10);
  data.writeUInt8(hasAlpha ? flags.alpha : 0, 0);
  data.writeUIntLE(size.width - 1, 4, 3);
  data.writeUIntLE(size.height - 1, 7, 3);
  return data;
}

function chunk(name: string, data: Uint8Array): Uint8Array {
  const head = Buffer.alloc(8);
  head.write(name, 0, 'latin1');
  head.writeUInt32LE(data.length, 4);
  return joined(head, data, new Uint8Array(data.length % 2));
}
