import { inflateSync } from 'node:zlib';
import { viewOf } from './bytes.ts';

type Palette = 'none' | 'possible' | 'needed';

export interface PngHeader {
  readonly width: number;
  readonly height: number;
  readonly bitsPerPixel: number;
  readonly interlaced: boolean;
  readonly palette: Palette;
}

interface Colour {
  readonly samples: number;
  readonly bits: readonly number[];
  readonly palette: Palette;
}

/** Samples of a pixel, and how many bits one may have, by the type of colour (PNG, 11.2.1). */
const colours = new Map<number, Colour>([
  [0, { samples: 1, bits: [1, 2, 4, 8, 16], palette: 'none' }],
  [2, { samples: 3, bits: [8, 16], palette: 'possible' }],
  [3, { samples: 1, bits: [1, 2, 4, 8], palette: 'needed' }],
  [4, { samples: 2, bits: [8, 16], palette: 'none' }],
  [6, { samples: 4, bits: [8, 16], palette: 'possible' }],
]);

/** The seven pictures that an interlaced one consists of: where each begins, and its steps (PNG, 8.2). */
const passes = [
  { x: 0, y: 0, right: 8, down: 8 },
  { x: 4, y: 0, right: 8, down: 8 },
  { x: 0, y: 4, right: 4, down: 8 },
  { x: 2, y: 0, right: 4, down: 4 },
  { x: 0, y: 2, right: 2, down: 4 },
  { x: 1, y: 0, right: 2, down: 2 },
  { x: 0, y: 1, right: 1, down: 2 },
];
const onePass = [{ x: 0, y: 0, right: 1, down: 1 }];

/** Each row begins with the way in which it is filtered, of which there are five. */
const lastFilter = 4;

/** Null where it is none that the format has. */
export function pngHeader(data: Uint8Array): PngHeader | null {
  const [bits = 0, type = 0, compression, filter, interlace = 0] = data.subarray(8);
  const colour = colours.get(type);
  if (data.length !== 13 || colour?.bits.includes(bits) !== true) {
    return null;
  }
  if (compression !== 0 || filter !== 0 || interlace > 1) {
    return null;
  }
  const view = viewOf(data);
  return {
    width: view.getUint32(0),
    height: view.getUint32(4),
    bitsPerPixel: bits * colour.samples,
    interlaced: interlace === 1,
    palette: colour.palette,
  };
}

/** Whether compressed data is, with its checksum, each row of the picture and nothing more. */
export function hasAllPixels(parts: readonly Uint8Array[], header: PngHeader): boolean {
  const rows = rowsOf(header);
  const length = rows.reduce((sum, { count, bytes }) => sum + count * bytes, 0);
  const pixels = inflated(parts, length);
  if (pixels?.length !== length) {
    return false;
  }
  let at = 0;
  for (const { count, bytes } of rows) {
    for (let row = 0; row < count; row++, at += bytes) {
      if ((pixels[at] ?? 0) > lastFilter) {
        return false;
      }
    }
  }
  return true;
}

function rowsOf({ width, height, bitsPerPixel, interlaced }: PngHeader): { count: number; bytes: number }[] {
  return (interlaced ? passes : onePass)
    .map(({ x, y, right, down }) => ({
      columns: Math.ceil((width - x) / right),
      count: Math.ceil((height - y) / down),
    }))
    .filter(({ columns, count }) => columns > 0 && count > 0)
    .map(({ columns, count }) => ({ count, bytes: 1 + Math.ceil((columns * bitsPerPixel) / 8) }));
}

/** More room at once is not given on the word of a header. */
const mostRoom = 16 * 1024 * 1024;

function inflated(parts: readonly Uint8Array[], length: number): Uint8Array | null {
  // One byte more is enough to see that there is too much.
  const enough = length + 1;
  const [only, ...more] = parts;
  const data = only !== undefined && more.length === 0 ? only : Buffer.concat(parts);
  try {
    return inflateSync(data, {
      maxOutputLength: enough,
      chunkSize: Math.max(64, Math.min(enough, mostRoom)),
    });
  } catch {
    return null;
  }
}
