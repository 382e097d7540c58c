import { insertPictures } from '../delivery/insertPictures.ts';
import type { Waiting } from '../delivery/waiting.ts';
import { fetchAgain } from '../generation/fetchAgain.ts';
import {
  isInsertion,
  pictureOf,
  type InsertionRecord,
  type StoredPicture,
} from '../records/generationRecord.ts';
import type { Delivered, Ended } from './orderResult.ts';
import type { OrderTools } from './orderTools.ts';

type DeliveryTools = Pick<OrderTools, 'book' | 'store' | 'workspace' | 'log' | 'service'>;

/**
 * Puts the pictures of an order where they were ordered for: one edit for each document. What goes wrong with one
 * document keeps no other from its pictures.
 */
export async function deliverOrder(ended: readonly Ended[], tools: DeliveryTools): Promise<Delivered[]> {
  const found = await Promise.all(
    ended.flatMap(({ record, outcome }) =>
      // What another window has followed is that window's to deliver.
      outcome.outcome === 'stored' && isInsertion(record) ? [waitingPicture(record, tools)] : [],
    ),
  );
  const gone = found.flatMap((each) => ('outcome' in each ? [each] : []));
  const waiting = found.flatMap((each) => ('outcome' in each ? [] : [each]));
  const byDocument = Map.groupBy(waiting, ({ record }) => record.delivery.document);
  const delivered: Delivered[] = [...gone];
  for (const [document, pictures] of byDocument) {
    delivered.push(...(await insertInto(document, pictures, tools)));
  }
  return delivered;
}

/** An insertion has one picture. Where our store has lost it, the service may still have it, at no cost. */
async function waitingPicture(
  record: InsertionRecord,
  tools: DeliveryTools,
): Promise<Waiting | Extract<Delivered, { outcome: 'pictureGone' }>> {
  const picture = pictureOf(record, 1);
  const bytes = picture === null ? null : await read(picture, tools);
  if (picture !== null && bytes !== null) {
    return { record, picture, bytes };
  }
  tools.log.warn(`The stored picture of ${record.id} is gone`);
  const again = await fetchLost(record, tools);
  const bytesAgain = again === null ? null : await read(again, tools);
  return again === null || bytesAgain === null
    ? { outcome: 'pictureGone', record }
    : { record, picture: again, bytes: bytesAgain };
}

async function read(
  { path }: StoredPicture,
  { store, log }: Pick<DeliveryTools, 'store' | 'log'>,
): Promise<Uint8Array | null> {
  try {
    return path === null ? null : await store.readPicture(path);
  } catch (error) {
    log.error('A stored picture could not be read', error);
    return null;
  }
}

async function fetchLost(
  { id, state, apiBaseUrl }: InsertionRecord,
  { book, service, log }: DeliveryTools,
): Promise<StoredPicture | null> {
  if (state.step !== 'stored') {
    return null;
  }
  try {
    const again = await fetchAgain(id, state, 1, { service: service(apiBaseUrl), journal: book });
    if (again !== null) {
      await book.replacePicture(id, again);
    }
    return again;
  } catch (error) {
    log.error(`The picture of ${id} could not be downloaded again`, error);
    return null;
  }
}

/** Puts pictures into one document, and each step of it into their records. */
async function insertInto(
  document: string,
  pictures: readonly Waiting[],
  { workspace, book, log }: DeliveryTools,
): Promise<Delivered[]> {
  try {
    return await insertPictures(document, pictures, workspace, async ({ record }, progress, saved) => {
      const updated = book.update(record.id, (current) => ({
        ...current,
        delivery: { ...record.delivery, progress },
        saved: saved === null ? current.saved : [...current.saved, saved],
      }));
      // What is done by now, or overtaken, is true whether it could be put down or not.
      await (progress.step === 'begun' ? updated : updated.catch(noted(`The insertion of ${record.id}`)));
    });
  } catch (error) {
    log.error(`Nothing could be put into ${document}`, error);
    return pictures.map((waiting) => ({ outcome: 'notInserted', waiting, why: 'notEditable' }));
  }

  function noted(what: string): (error: unknown) => void {
    return (error) => {
      log.error(`${what} could not be put down`, error);
    };
  }
}
