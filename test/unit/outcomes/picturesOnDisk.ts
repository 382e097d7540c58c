import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { GenerationRecord } from '../../../src/records/generationRecord.ts';
import type { LedgerEntry } from '../../runcomfy/controlShapes.ts';
import { checkInput } from '../../runcomfy/input.ts';
import { drawPicture, orderOf } from '../../runcomfy/picture.ts';
import { pixelSizes } from '../../runcomfy/sizes.ts';
import type { Drawn } from './ending.ts';

/**
 * How many pictures a job brought to the disk. Each must be the one that the service drew for its place, and what the
 * record says of it must be true; there may be no file besides.
 */
export async function picturesOnDisk(
  storage: string,
  record: GenerationRecord,
  paid: LedgerEntry | undefined,
  drawn: Drawn,
): Promise<number> {
  const files = await readdir(join(storage, 'pictures')).catch(() => []);
  if (record.state.step !== 'stored' || paid === undefined) {
    expect(files).toEqual([]);
    return 0;
  }
  const checked = checkInput(paid.input);
  if ('complaints' in checked) {
    throw new Error('the service paid for an input that it refuses');
  }
  const { pictures } = record.state;
  expect(pictures.map(({ path }) => path).toSorted()).toEqual(
    files.map((file) => `pictures/${file}`).toSorted(),
  );
  for (const [at, picture] of pictures.entries()) {
    const order = { ...orderOf(checked.complete, at), ...drawn };
    const bytes = await readFile(join(storage, picture.path ?? ''));
    expect(bytes.equals(await drawPicture(order)), `${picture.path} is the picture that was drawn`).toBe(
      true,
    );
    expect(picture).toEqual({
      path: `pictures/${record.id}-${at + 1}.${order.format}`,
      index: at + 1,
      count: pictures.length,
      type: order.format,
      ...pixelSizes[order.size],
      byteLength: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      deletedAt: null,
    });
  }
  return pictures.length;
}
