import type { byteFaults } from '../../../runcomfy/switches/byteFaults.ts';
import { cell, harmlessOnce, paused, stored, type Row, type Rows } from '../ending.ts';

const unusable: Row = { download: harmlessOnce(paused('pictureUnusable')) };

export const byteRows: Rows<typeof byteFaults> = {
  'bytes-html': unusable,
  'bytes-json': unusable,
  'bytes-none': unusable,
  'bytes-half': unusable,
  'bytes-damaged': unusable,
  'bytes-svg': unusable,
  // What the bytes are is what is stored, whatever was ordered: PNG and a square.
  'bytes-other-format': { download: cell(stored(), { format: 'webp' }) },
  'bytes-other-size': { download: cell(stored(), { size: 'landscape_16_9' }) },
  'bytes-bomb': { download: cell(paused('pictureTooLarge')) },
  'bytes-no-pixels': unusable,
};
