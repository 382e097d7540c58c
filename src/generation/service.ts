import type { Failure } from '../failure.ts';
import type { ImageRequest } from '../models/imageRequest.ts';

/** What came of a submit. Only `accepted` and `rejected` are known facts about money. */
export type Submission =
  | { readonly outcome: 'accepted'; readonly requestId: string }
  /** Certainly not accepted: nothing was paid. */
  | { readonly outcome: 'rejected'; readonly failure: Failure }
  /** It may have been accepted, and paid for. It must never be sent again by itself. */
  | { readonly outcome: 'unknown'; readonly failure: Failure };

/** What one read told of a job. */
export type Reading =
  | { readonly state: 'queued'; readonly place: number | null }
  | { readonly state: 'running' }
  /** Finished, well or not: the result tells. */
  | { readonly state: 'finished' }
  | { readonly state: 'succeeded'; readonly pictureUrls: readonly string[]; readonly cost: number | null }
  | { readonly state: 'failed'; readonly failure: Failure }
  | { readonly state: 'cancelled' }
  /** The read itself failed, which says nothing about the job. */
  | { readonly state: 'unclear'; readonly failure: Failure; readonly retryAfter: number | null };

/** What the service said to a cancel. */
export type Cancellation =
  | { readonly outcome: 'cancelled' }
  | { readonly outcome: 'tooLate' }
  | { readonly outcome: 'unknown'; readonly failure: Failure | null };

export type Download =
  | { readonly outcome: 'bytes'; readonly bytes: Uint8Array }
  | { readonly outcome: 'failed'; readonly failure: Failure; readonly retryAfter: number | null };

/**
 * The hosted service as a generation sees it. No method throws for what the service or the network does; an aborted
 * signal throws its reason.
 */
export interface ImageService {
  /** Pays. Sent once: whoever calls it again orders again. */
  submit(request: ImageRequest): Promise<Submission>;
  /** The state, with the place in the queue. */
  readStatus(requestId: string, signal: AbortSignal): Promise<Reading>;
  /** The result, or the state while there is none. */
  readResult(requestId: string, signal: AbortSignal): Promise<Reading>;
  cancel(requestId: string): Promise<Cancellation>;
  download(pictureUrl: string, signal: AbortSignal): Promise<Download>;
}
