import { checkPicture } from '../images/checkPicture.ts';
import type { StateAt, StoredPicture } from '../records/generationRecord.ts';
import type { PictureStore } from './downloadPictures.ts';
import type { ImageService } from './service.ts';

/** A picture that was stored once and is gone, from the service, if that still has it; else null. */
export async function fetchAgain(
  id: string,
  state: StateAt<'stored'>,
  index: number,
  { service, journal }: { readonly service: ImageService; readonly journal: PictureStore },
): Promise<StoredPicture | null> {
  const never = new AbortController().signal;
  const known = state.pictures.find((picture) => picture.index === index);
  const result = await service.readResult(state.requestId, never);
  const address = result.state === 'succeeded' ? result.pictureUrls[index - 1] : undefined;
  if (known === undefined || address === undefined) {
    return null;
  }
  const download = await service.download(address, never);
  const picture = download.outcome === 'bytes' ? checkPicture(download.bytes) : null;
  if (download.outcome !== 'bytes' || picture?.outcome !== 'whole') {
    return null;
  }
  const { type, width, height } = picture;
  const stored = await journal.storePicture(id, index, type, download.bytes);
  return { ...known, ...stored, type, width, height, byteLength: download.bytes.length };
}
