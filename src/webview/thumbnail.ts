import { keyOf } from '../keyOf.ts';
import type { PictureId } from '../protocol.ts';
import { editor } from './editor.ts';

/** In pixels: sharp at the width of a picture in the list, also where a screen has two pixels for one. */
const longestSide = 640;
const quality = 0.82;
/** So long the list has not moved, in milliseconds, before it counts as at rest. */
const rest = 400;

/** Of what a small copy was made since the page was loaded. */
const made = new Set<string>();
/** Of what one is to be made, with the element that shows it now. */
const waiting = new Map<string, { readonly picture: PictureId; readonly image: HTMLImageElement }>();
let isMaking = false;
let scrolledAt = 0;

window.addEventListener(
  'scroll',
  () => {
    scrolledAt = performance.now();
  },
  { passive: true },
);

/** A picture that the page has in full is not shown smaller. */
export function isLoadedInFull(picture: PictureId): boolean {
  const key = keyOf(picture);
  return made.has(key) || waiting.has(key);
}

/** Makes a small copy of a picture that has been loaded, once the list is at rest, and gives it to the host to keep. */
export function offerThumbnail(picture: PictureId, image: HTMLImageElement): void {
  const key = keyOf(picture);
  if (Math.max(image.naturalWidth, image.naturalHeight) > longestSide && !made.has(key)) {
    waiting.set(key, { picture, image });
    if (!isMaking) {
      isMaking = true;
      void makeAll();
    }
  }
}

/** One after the other. One that was scrolled away is made when it is seen again. */
async function makeAll(): Promise<void> {
  for (;;) {
    await atRest();
    for (const [key, { image }] of waiting) {
      if (!image.isConnected) {
        waiting.delete(key);
      }
    }
    const [next] = waiting;
    if (next === undefined) {
      isMaking = false;
      return;
    }
    const [key, { picture, image }] = next;
    waiting.delete(key);
    made.add(key);
    // Whatever is wrong with it, the picture itself is shown.
    await make(picture, image).catch(() => undefined);
  }
}

async function make({ generation, index }: PictureId, image: HTMLImageElement): Promise<void> {
  const scale = longestSide / Math.max(image.naturalWidth, image.naturalHeight);
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

/** While the person scrolls, what is made would take from what is drawn, mostly for pictures that are gone again. */
async function atRest(): Promise<void> {
  for (;;) {
    await idle();
    const left = scrolledAt + rest - performance.now();
    if (left <= 0) {
      return;
    }
    await new Promise((resolve) => {
      setTimeout(resolve, left);
    });
  }
}

function idle(): Promise<void> {
  return new Promise((resolve) => {
    requestIdleCallback(() => {
      resolve();
    });
  });
}
