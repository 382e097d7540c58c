import { soonest } from './arrivedPictures.ts';

/** Puts a picture on the clipboard, as the PNG that clipboards take. Resolves with whether it worked. */
export async function copyPicture(source: string | null): Promise<boolean> {
  if (source === null) {
    return false;
  }
  const image = new Image();
  image.crossOrigin = 'anonymous';
  image.src = soonest(source);
  try {
    // Handed over as a promise, so that the click still counts as the person's wish while it is drawn.
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': asPng(image) })]);
    return true;
  } catch {
    return false;
  }
}

async function asPng(image: HTMLImageElement): Promise<Blob> {
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = image.naturalWidth;
  canvas.height = image.naturalHeight;
  canvas.getContext('2d')?.drawImage(image, 0, 0);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob === null) {
        reject(new Error('the picture could not be drawn'));
      } else {
        resolve(blob);
      }
    }, 'image/png');
  });
}
