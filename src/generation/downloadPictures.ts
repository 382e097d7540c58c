import type { Failure } from '../failure.ts';
import { beginningOf, checkPicture, type CheckedPicture, type PictureType } from '../images/checkPicture.ts';
import type { StateAt, StoredPicture } from '../records/generationRecord.ts';
import { picturePath } from '../records/picturePath.ts';
import type { Clock } from './clock.ts';
import type { ComingPicture } from './outcome.ts';
import type { ImageService } from './service.ts';
import { failureWait, mostDownloads } from './waits.ts';

/** Where checked bytes are kept. */
export interface PictureStore {
  storePicture(
    id: string,
    index: number,
    type: PictureType,
    bytes: Uint8Array,
  ): Promise<{ path: string; sha256: string }>;
}

type NotDownloaded =
  { readonly outcome: 'paused'; readonly failure: Failure } | { readonly outcome: 'suspended' };

type Downloaded = { readonly outcome: 'stored'; readonly pictures: readonly StoredPicture[] } | NotDownloaded;

type Brought = { readonly outcome: 'stored'; readonly picture: StoredPicture } | NotDownloaded;

interface DownloadTools {
  readonly service: ImageService;
  readonly journal: PictureStore;
  readonly clock: Clock;
  readonly random: () => number;
  /** What must be done before the service is asked: above all, the id must be on disk. */
  readonly beforeRead: () => Promise<void>;
  /** Told of each picture that came, before it is checked: whoever is to show it soon has it by then. */
  readonly onComing?: (picture: ComingPicture) => void;
}

type Fetched =
  | {
      readonly outcome: 'whole';
      readonly bytes: Uint8Array;
      readonly picture: Extract<CheckedPicture, { outcome: 'whole' }>;
    }
  | { readonly outcome: 'failed'; readonly failure: Failure; readonly retryAfter: number | null };

/**
 * Brings the pictures of a finished job to the disk, side by side, each checked by its bytes. One that cannot be had is
 * asked for again, with a fresh address from the result, and at last left to a later run: it is paid for, so the job
 * stays open.
 */
export async function downloadPictures(
  id: string,
  { requestId, pictureUrls }: StateAt<'finished'>,
  tools: DownloadTools,
  suspend: AbortSignal,
): Promise<Downloaded> {
  const addresses = [...pictureUrls];
  const brought = await Promise.all(
    addresses.map((_, at) => bring({ id, requestId, at, addresses }, tools, suspend)),
  );
  const pictures: StoredPicture[] = [];
  for (const each of brought) {
    if (each.outcome !== 'stored') {
      return each;
    }
    pictures.push(each.picture);
  }
  return { outcome: 'stored', pictures };
}

/** One of the pictures of a job: its place among them, from 0, and the addresses of all. */
interface Place {
  readonly id: string;
  readonly requestId: string;
  readonly at: number;
  readonly addresses: string[];
}

async function bring(place: Place, tools: DownloadTools, suspend: AbortSignal): Promise<Brought> {
  const fetched = await fetchPicture(place, tools, suspend);
  if (fetched === null) {
    return { outcome: 'suspended' };
  }
  if (fetched.outcome === 'failed') {
    return { outcome: 'paused', failure: fetched.failure };
  }
  const { bytes, picture } = fetched;
  const { type, width, height } = picture;
  const index = place.at + 1;
  const stored = await store(tools.journal, place.id, index, type, bytes);
  if (stored === null) {
    return isAborted(suspend)
      ? { outcome: 'suspended' }
      : { outcome: 'paused', failure: { kind: 'notStored', detail: `${bytes.length} bytes` } };
  }
  const count = place.addresses.length;
  const { length: byteLength } = bytes;
  return {
    outcome: 'stored',
    picture: { ...stored, index, count, type, width, height, byteLength, deletedAt: null },
  };
}

/** Null when the window closes. */
async function fetchPicture(
  place: Place,
  tools: DownloadTools,
  suspend: AbortSignal,
): Promise<Fetched | null> {
  const { requestId, at, addresses } = place;
  const { service, clock, random, beforeRead } = tools;
  for (let attempt = 1; !suspend.aborted; attempt++) {
    try {
      await beforeRead();
      if (attempt > 1) {
        const result = await service.readResult(requestId, suspend);
        const fresh = result.state === 'succeeded' ? result.pictureUrls[at] : undefined;
        addresses[at] = fresh ?? addresses[at] ?? '';
      }
      const fetched = await tryPicture(place, tools, suspend);
      if (fetched.outcome === 'whole' || isFinal(fetched.failure, attempt) || attempt >= mostDownloads) {
        return fetched;
      }
      await clock.wait(failureWait(attempt, fetched.retryAfter, random), suspend);
    } catch (error) {
      if (isAborted(suspend)) {
        return null;
      }
      throw error;
    }
  }
  return null;
}

async function store(
  journal: PictureStore,
  id: string,
  index: number,
  type: PictureType,
  bytes: Uint8Array,
): Promise<{ path: string; sha256: string } | null> {
  try {
    return await journal.storePicture(id, index, type, bytes);
  } catch {
    return null;
  }
}

async function tryPicture(place: Place, tools: DownloadTools, suspend: AbortSignal): Promise<Fetched> {
  const download = await tools.service.download(place.addresses[place.at] ?? '', suspend);
  if (download.outcome === 'failed') {
    return download;
  }
  const { bytes } = download;
  const takeBack = await tell(bytes, place, tools, suspend);
  const picture = checkPicture(bytes);
  if (picture.outcome === 'whole') {
    return { outcome: 'whole', bytes, picture };
  }
  takeBack();
  return picture.outcome === 'tooLarge'
    ? broken('pictureTooLarge', `${picture.width} x ${picture.height} pixels`)
    : broken('pictureUnusable', `${picture.why}, ${bytes.length} bytes`);
}

/** Tells of what begins as a picture does; returns what takes that back. */
async function tell(
  bytes: Uint8Array,
  { id, at }: Place,
  { onComing, clock }: DownloadTools,
  suspend: AbortSignal,
): Promise<() => void> {
  const begun = beginningOf(bytes);
  if (onComing === undefined || begun.outcome !== 'begun') {
    return () => undefined;
  }
  const path = picturePath(id, at + 1, begun.type);
  onComing({ path, bytes });
  // What was told leaves this process with the next turn of its loop; the check then keeps it busy for a while.
  await clock.wait(0, suspend);
  return () => {
    onComing({ path, bytes: null });
  };
}

/** A bad address is given up only when the result, asked once more, has no better one: its picture is paid for. */
function isFinal({ kind }: Failure, attempt: number): boolean {
  return (kind === 'pictureElsewhere' && attempt > 1) || kind === 'pictureTooLarge';
}

function broken(kind: Failure['kind'], detail: string): Fetched {
  return { outcome: 'failed', failure: { kind, detail }, retryAfter: null };
}

/** Asked anew after an await: the compiler believes that a signal which was not aborted stays so. */
function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}
