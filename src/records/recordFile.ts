import * as z from 'zod';
import { generationRecord, recordVersion, type GenerationRecord } from './generationRecord.ts';

export type ReadRecord =
  | { readonly outcome: 'read'; readonly record: GenerationRecord }
  /** Written by a newer version of the extension, in a window that was updated before this one: left to it. */
  | { readonly outcome: 'newer' }
  | { readonly outcome: 'damaged' };

const versioned = z.object({ version: z.number() });

/** A record as the bytes of its file. */
export function writtenRecord(record: GenerationRecord): Uint8Array {
  return Buffer.from(JSON.stringify(generationRecord.parse(record), null, 2));
}

export function parseRecord(bytes: Uint8Array): ReadRecord {
  const value = parseJson(bytes);
  const record = generationRecord.safeParse(value).data;
  if (record !== undefined) {
    return { outcome: 'read', record };
  }
  const newer = (versioned.safeParse(value).data?.version ?? 0) > recordVersion;
  return { outcome: newer ? 'newer' : 'damaged' };
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}
