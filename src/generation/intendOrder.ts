import type { ImageRequest } from '../models/imageRequest.ts';
import { versionOf, type Delivery, type GenerationRecord } from '../records/generationRecord.ts';
import type { RecordBook } from '../records/recordBook.ts';
import type { Clock } from './clock.ts';
import type { Holdings } from './holdings.ts';

/** What a person orders: one request, and what is to be done with its pictures. */
export interface Draft {
  readonly apiBaseUrl: string;
  readonly workspace: string;
  readonly altText: string;
  readonly request: ImageRequest;
  readonly delivery: Delivery;
}

interface IntendTools {
  readonly book: RecordBook;
  readonly holdings: Holdings;
  readonly clock: Clock;
  readonly newId: () => string;
}

/**
 * Puts an order down, each generation as intended and held. Throws where the disk does not take it, and then nothing of
 * it is left: nothing may be sent.
 */
export async function intendOrder(drafts: readonly Draft[], tools: IntendTools): Promise<GenerationRecord[]> {
  const order = tools.newId();
  const records: GenerationRecord[] = [];
  try {
    for (const [at, draft] of drafts.entries()) {
      const record = recordOf(draft, { id: order, index: at + 1, count: drafts.length }, tools);
      records.push(record);
      await tools.holdings.claimNew(record.id);
      await tools.book.write(record);
    }
  } catch (error) {
    for (const record of records) {
      await giveUp(record, tools);
    }
    throw error;
  }
  return records;
}

function recordOf(
  draft: Draft,
  order: GenerationRecord['order'],
  { clock, newId }: IntendTools,
): GenerationRecord {
  const now = new Date(clock.now()).toISOString();
  return {
    version: versionOf(draft.delivery),
    id: `${now.replaceAll(/[^0-9TZ]/g, '')}-${newId()}`,
    createdAt: now,
    order,
    workspace: draft.workspace,
    altText: draft.altText,
    apiBaseUrl: draft.apiBaseUrl,
    request: draft.request,
    state: { step: 'intended' },
    delivery: draft.delivery,
    paused: null,
    saved: [],
    deletedAt: null,
  };
}

/** Of an order that could not be put down as a whole. One that could not be written may have got there all the same. */
async function giveUp(record: GenerationRecord, { book, holdings }: IntendTools): Promise<void> {
  if (holdings.get(record.id) === null) {
    return;
  }
  const cancelled = { ...record, state: { step: 'cancelled', requestId: null } } as const;
  await book.write(cancelled).catch(() => undefined);
  // What is not among the open records is never sent.
  await book.close(record.id).catch(() => undefined);
  await holdings.letGo(record.id);
}
