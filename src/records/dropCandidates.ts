import type { GenerationRecord, StoredPicture } from './generationRecord.ts';

export interface DropCandidate {
  readonly record: GenerationRecord;
  readonly picture: StoredPicture;
}

/**
 * How many bytes the store holds for some records, and what could be dropped if it is too much: the oldest first. Of a
 * candidate it must still be seen that its saved file stands.
 */
export function dropCandidates(records: readonly GenerationRecord[]): {
  readonly total: number;
  readonly candidates: readonly DropCandidate[];
} {
  const kept = records
    .toSorted((one, other) => (one.id < other.id ? -1 : 1))
    .flatMap((record) => {
      const pictures = record.state.step === 'stored' ? record.state.pictures : [];
      return pictures.filter(({ path }) => path !== null).map((picture) => ({ record, picture }));
    });
  return {
    total: kept.reduce((sum, { picture }) => sum + picture.byteLength, 0),
    candidates: kept.filter(({ record, picture }) =>
      record.saved.some(({ index }) => index === picture.index),
    ),
  };
}
