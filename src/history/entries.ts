import type { PictureId } from '../protocol.ts';
import type { GenerationRecord, StoredPicture } from '../records/generationRecord.ts';

/** One picture of the history, with the record that it belongs to. */
export interface HistoryEntry {
  readonly record: GenerationRecord;
  readonly picture: StoredPicture;
}

/** The pictures of some records that are not deleted: newest first, and those of one generation in their own order. */
export function entriesOf(records: readonly GenerationRecord[]): HistoryEntry[] {
  return records.toSorted((one, other) => (one.id < other.id ? 1 : -1)).flatMap(picturesOf);
}

/** The pictures of one record that are not deleted, in their own order. */
export function picturesOf(record: GenerationRecord): HistoryEntry[] {
  const pictures = record.state.step === 'stored' ? record.state.pictures : [];
  return pictures.filter(({ deletedAt }) => deletedAt === null).map((picture) => ({ record, picture }));
}

/** Whether the person has marked a picture of a record with a star. */
export function isStarred({ record, picture }: HistoryEntry): boolean {
  return record.starred?.includes(picture.index) === true;
}

/** The newest file that a picture was saved as, as a URI; null where it was not saved. */
export function savedFileOf({ record, picture }: HistoryEntry): string | null {
  return record.saved.findLast(({ index }) => index === picture.index)?.file ?? null;
}

export function idOf({ record, picture }: HistoryEntry): PictureId {
  return { generation: record.id, index: picture.index };
}
