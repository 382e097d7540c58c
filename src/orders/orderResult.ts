import type { Inserted } from '../delivery/insertPictures.ts';
import type { RunOutcome } from '../generation/outcome.ts';
import type { GenerationRecord } from '../records/generationRecord.ts';

/** How one generation of an order ended here, with its record as it is now. */
export interface Ended {
  readonly record: GenerationRecord;
  readonly outcome: RunOutcome;
}

/** What came of an order, for whoever tells the person. */
export interface OrderResult {
  readonly ended: readonly Ended[];
  readonly delivered: readonly Delivered[];
  /** The order could not be put down, so that nothing of it was sent. */
  readonly notRecorded: boolean;
}

/** What became of a picture that was ordered for a document. */
export type Delivered =
  | Inserted
  /** It was stored, and its bytes are gone from this computer and from the service. */
  | { readonly outcome: 'pictureGone'; readonly record: GenerationRecord };
