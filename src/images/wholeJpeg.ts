import { viewOf } from './bytes.ts';
import { JpegTables } from './jpegTables.ts';

/**
 * The segments are followed up to the scan, which finds in them what it is decoded with, and the picture ends with its
 * end marker (zeros may follow).
 */
export function isWholeJpeg(bytes: Uint8Array): boolean {
  const view = viewOf(bytes);
  const tables = new JpegTables();
  let at = 2;
  while (at + 4 <= bytes.length && view.getUint8(at) === 0xff) {
    const marker = view.getUint8(at + 1);
    const kind = kindOf(marker);
    if (kind === 'fill') {
      // A marker may be preceded by any number of these.
      at += 1;
      continue;
    }
    const end = at + 2 + view.getUint16(at + 2);
    const body = bytes.subarray(at + 4, end);
    if (kind === 'scan') {
      return tables.serve(body) && hasEndOfImage(bytes, end);
    }
    if (kind === 'none' || (kind !== 'other' && !tables.take(kind, body, marker))) {
      return false;
    }
    at = end;
  }
  return false;
}

type Kind = 'frame' | 'quantization' | 'huffman' | 'scan' | 'other' | 'fill' | 'none';

/** What a segment is, by its marker (ITU T.81, B.1.1.3). */
function kindOf(marker: number): Kind {
  switch (marker) {
    case 0xff:
      return 'fill';
    case 0xc4:
      return 'huffman';
    case 0xda:
      return 'scan';
    case 0xdb:
      return 'quantization';
    case 0xc0:
    case 0xc1:
    case 0xc2:
      return 'frame';
    default:
      // Restarts, another beginning and an end have no place before the scan.
      return marker < 0xc0 || (marker >= 0xd0 && marker <= 0xd9) ? 'none' : 'other';
  }
}

function hasEndOfImage(bytes: Uint8Array, from: number): boolean {
  let end = bytes.length;
  while (end > from && bytes[end - 1] === 0) {
    end--;
  }
  return end - from > 2 && bytes[end - 2] === 0xff && bytes[end - 1] === 0xd9;
}
