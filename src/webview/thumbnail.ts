import { keyOf } from '../keyOf.ts';
import type { PictureId } from '../protocol.ts';
import { editor } from './editor.ts';

/** In pixels: sharp at the width of a picture in the list, also where a screen has two pixels for one. */
const longestSide = 640;
const quality = 0.82;

/** Of what a small copy was made since the page was loaded. */
const offered = new Set<string>();
/** One after the other, when the page has nothing else to do. */
let last: Promise<void> = Promise.resolve();

/** A picture that the page has in full is not shown smaller. */
export function isLoadedInFull(picture: PictureId): boolean {
  return offered.has(keyOf(picture));
}

/** Makes a small copy of a picture that has been loaded, and gives it to the host to keep. */
export function offerThumbnail(picture: PictureId, image: HTMLImageElement): void {
  const key = keyOf(picture);
  const scale = longestSide / Math.max(image.naturalWidth, image.naturalHeight);
  if (scale < 1 && !offered.has(key)) {
    offered.add(key);
    last = last.then(() => make(picture, image, scale)).catch(() => undefined);
  }
}

async function make({ generation, index }: PictureId, image: HTMLImageElement, scale: number): Promise<void> {
  await idle();
  // A picture that was scrolled away is made when it is seen again.
  if (!image.isConnected) {
    offered.delete(keyOf({ generation, index }));
    return;
  }
  const bitmap = await createImageBitmap(image, {
    resizeWidth: Math.max(1, Math.round(image.naturalWidth * scale)),
    resizeHeight: Math.max(1, Math.round(image.naturalHeight * scale)),
    resizeQuality: 'medium',
  });
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  canvas.getContext('bitmaprenderer')?.transferFromImageBitmap(bitmap);
  const blob = await canvas.convertToBlob({ type: 'image/webp', quality });
  // A browser that cannot make WebP makes a PNG, which is no small copy.
  if (blob.type === 'image/webp') {
    const bytes = new Uint8Array(await blob.arrayBuffer());
    editor.postMessage({ type: 'thumbnail', generation, index, bytes });
  }
}

function idle(): Promise<void> {
  return new Promise((resolve) => {
    requestIdleCallback(() => {
      resolve();
    });
  });
}
